package org.maplebridge.bridge.api;

/**
 * What the other side told us of its ICE agent and DTLS.
 *
 * @param ufrag ICE user name fragment (RFC 8839 section 5.4)
 * @param password ICE password
 * @param fingerprint its certificate's fingerprint
 * @param activeDtls true when the remote side is the DTLS client ({@code a=setup:active})
 */
public record RemoteTransport(
    String ufrag, String password, Fingerprint fingerprint, boolean activeDtls) {}
