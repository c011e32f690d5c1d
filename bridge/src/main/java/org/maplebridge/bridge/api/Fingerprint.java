package org.maplebridge.bridge.api;

/**
 * A certificate fingerprint (RFC 8122).
 *
 * @param algorithm hash name in lower case, such as {@code sha-256}
 * @param value upper-case hex pairs with colons
 */
public record Fingerprint(String algorithm, String value) {}
