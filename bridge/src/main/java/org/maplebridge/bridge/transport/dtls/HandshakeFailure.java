package org.maplebridge.bridge.transport.dtls;

/** Why a handshake came to nothing. */
public enum HandshakeFailure {
  /** The peer's certificate is not the signalled one (RFC 8122 section 6.2). */
  FINGERPRINT,
  /** No SRTP profile in common, or the peer offered none (RFC 5764 section 4.1). */
  SRTP_PROFILE,
  /** The peer broke it off with a fatal alert. */
  PEER_ALERT,
  /** The peer did not answer any more. */
  TIMEOUT,
  /** What the peer sent broke the protocol, or left nothing to agree on. */
  PROTOCOL,
  /** We ended the connection before it was through. */
  ABANDONED
}
