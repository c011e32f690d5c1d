package org.maplebridge.bridge.api;

/** Why an endpoint ended. */
public enum CloseReason {
  /** The caller closed the endpoint or its room. */
  CLOSED,
  /** No valid STUN consent check for 30 s (RFC 7675 section 5.1). */
  CONSENT_EXPIRED,
  /** ICE or DTLS did not come up in time. */
  CONNECT_TIMEOUT,
  /** The DTLS certificate does not match the signalled fingerprint (RFC 8122 section 6.2). */
  FINGERPRINT_MISMATCH,
  /** The DTLS handshake failed otherwise, or the peer sent close_notify. */
  DTLS_CLOSED
}
