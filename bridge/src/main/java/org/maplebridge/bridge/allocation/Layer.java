package org.maplebridge.bridge.allocation;

/**
 * One quality of a picture that can be had now.
 *
 * @param encoding the simulcast encoding, 0 for the smallest picture
 * @param temporal the highest temporal layer in it, 0 for the base layer alone
 * @param bps what it costs, lower temporal layers included
 */
public record Layer(int encoding, int temporal, long bps) {}
