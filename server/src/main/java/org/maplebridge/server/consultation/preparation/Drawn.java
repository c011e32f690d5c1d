package org.maplebridge.server.consultation.preparation;

import org.maplebridge.server.signing.DrawnSignature;

/**
 * What somebody drew under what they read.
 *
 * @param sha256 of the text they saw
 */
public record Drawn(DrawnSignature drawn, String sha256) {}
