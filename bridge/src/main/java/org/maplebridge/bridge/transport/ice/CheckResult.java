package org.maplebridge.bridge.transport.ice;

import java.nio.ByteBuffer;

/** What a connectivity check turned out to be. Responses are ready to be sent to its source. */
public sealed interface CheckResult {

  /**
   * Valid and authenticated.
   *
   * @param response the success response
   * @param nominated whether the peer chose this pair (USE-CANDIDATE, RFC 8445 section 7.3.1.5)
   */
  record Accepted(ByteBuffer response, boolean nominated) implements CheckResult {}

  /**
   * Refused.
   *
   * @param reason why
   * @param response the error response, never longer than the request; empty for none
   */
  record Refused(Reason reason, ByteBuffer response) implements CheckResult {}

  /** Why a check is refused. */
  enum Reason {
    /** 400, or nothing where it is no STUN request at all. */
    MALFORMED,
    /** 401: wrong user name or MESSAGE-INTEGRITY (RFC 8489 section 9.1.3). */
    UNAUTHENTICATED,
    /** 420: an attribute that must be understood is not. Authenticated. */
    UNKNOWN_ATTRIBUTE,
    /** 487: the peer thinks we control (RFC 8445 section 7.3.1.1). Authenticated. */
    ROLE_CONFLICT
  }
}
