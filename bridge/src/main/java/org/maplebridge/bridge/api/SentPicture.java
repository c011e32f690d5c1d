package org.maplebridge.bridge.api;

/**
 * What a receiver gets of a picture now.
 *
 * @param encoding simulcast encoding, 0 for the smallest
 * @param temporal highest temporal layer sent; 3 stands for all there are
 * @param paused nothing is sent: the receiver does not look, or the path does not carry it
 */
public record SentPicture(String sourceId, int encoding, int temporal, boolean paused) {}
