package org.maplebridge.server.signing;

/**
 * How it was made sure that the signer is who they are.
 *
 * @param by the member of staff who saw them; for the other ways, the signer
 */
public record Proof(Way way, String by) {

  /** The ways. */
  public enum Way {
    /** A link sent to the party's phone, and a code sent there when signing. */
    LINK_AND_PHONE_CODE,
    /** 调解员当面核对身份证件 */
    SEEN_BY_MEDIATOR,
    /** Signed in with an account. */
    ACCOUNT
  }
}
