package org.maplebridge.server.signing;

/**
 * Who signs.
 *
 * @param id of the party, the participant or the member of staff
 */
public record Signer(Kind kind, String id, String name) {

  /** In which capacity. */
  public enum Kind {
    PARTY,
    /** 其他诉讼参与人、人民陪审员: of a hearing and no party */
    PARTICIPANT,
    MEDIATOR,
    /** 审判员、书记员 */
    COURT,
    /** 来访者 */
    CLIENT,
    GUARDIAN
  }
}
