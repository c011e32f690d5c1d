package org.maplebridge.signaling.protocol;

/** What a sitting is. */
public enum SittingKind {
  /** 网络调解 */
  MEDIATION,
  /** 线上心理咨询 */
  CONSULTATION,
  /** 共享法庭 */
  HEARING,
  /** 线上赋能 */
  EXPERT_CALL,
  /** 法治大讲堂 */
  LECTURE
}
