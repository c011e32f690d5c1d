package org.maplebridge.recording.store;

/**
 * The two hashes of the same bytes, in lower-case hex.
 *
 * @param sha256 FIPS 180-4, what the world checks with
 * @param sm3 GB/T 32905-2016, what a Chinese evidence platform checks with
 */
public record Digests(String sha256, String sm3) {}
