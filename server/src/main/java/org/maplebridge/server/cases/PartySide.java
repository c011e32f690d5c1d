package org.maplebridge.server.cases;

/** Which side of a dispute. */
public enum PartySide {
  /** 申请人 */
  APPLICANT,
  /** 被申请人 */
  RESPONDENT
}
