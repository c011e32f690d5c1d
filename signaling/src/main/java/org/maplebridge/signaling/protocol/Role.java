package org.maplebridge.signaling.protocol;

import java.util.Optional;

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
  OBSERVER,
  /** 原告 */
  PLAINTIFF,
  /** 被告 */
  DEFENDANT,
  /** 第三人 */
  THIRD_PARTY,
  /** 监护人、法定代理人 */
  GUARDIAN,
  /** 受邀的亲友、邻居、社会组织 */
  INVITED,
  /** 人民陪审员 */
  LAY_JUDGE,
  /** 法官助理 */
  JUDGE_ASSISTANT,
  /** 庭务主任: sees to the place, has no say in the hearing. */
  COURT_HOST,
  /** 技术员 */
  TECHNICIAN,
  /** 主讲人 */
  LECTURER;

  /** Whether the sitting is about this person's own matter, so that consent is theirs to give. */
  public boolean isParty() {
    return switch (this) {
      case APPLICANT, RESPONDENT, CLIENT, PLAINTIFF, DEFENDANT, THIRD_PARTY, GUARDIAN -> true;
      default -> false;
    };
  }

  /** The side this role is of by itself; agents and helpers are of the side they are booked for. */
  public Optional<Side> side() {
    return switch (this) {
      case APPLICANT, PLAINTIFF -> Optional.of(Side.CLAIMING);
      case RESPONDENT, DEFENDANT -> Optional.of(Side.RESPONDING);
      case THIRD_PARTY -> Optional.of(Side.THIRD);
      default -> Optional.empty();
    };
  }
}
