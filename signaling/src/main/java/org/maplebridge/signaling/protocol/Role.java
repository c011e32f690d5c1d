package org.maplebridge.signaling.protocol;

/** Roles of a participant in a sitting. */
public enum Role {
  /** 调解员 */
  MEDIATOR,
  /** 申请人 */
  APPLICANT,
  /** 被申请人 */
  RESPONDENT,
  /** 委托代理人 */
  AGENT,
  /** 亲友陪同: helps a party, never acts for them. */
  HELPER,
  /** 翻译 */
  INTERPRETER,
  /** 专家 */
  EXPERT,
  /** 心理咨询师 */
  COUNSELLOR,
  /** 来访者 */
  CLIENT,
  /** 审判员 */
  JUDGE,
  /** 书记员 */
  CLERK,
  /** 证人 */
  WITNESS,
  /** 旁听 */
  OBSERVER;

  /** Whether the sitting is about this person's own dispute, so that consent is theirs to give. */
  public boolean isParty() {
    return this == APPLICANT || this == RESPONDENT || this == CLIENT;
  }
}
