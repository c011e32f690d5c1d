package org.maplebridge.server.signing;

/**
 * Who signs.
 *
 * @param id of the party or of the member of staff
 */
public record Signer(Kind kind, String id, String name) {

  /** In which capacity. */
  public enum Kind {
    PARTY,
    MEDIATOR,
    /** 审判员、书记员 */
    COURT,
    /** 来访者 */
    CLIENT,
    GUARDIAN
  }
}
