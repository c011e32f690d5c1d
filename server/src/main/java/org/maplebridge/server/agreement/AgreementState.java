package org.maplebridge.server.agreement;

/** Where an agreement stands. */
public enum AgreementState {
  /** 起草 */
  DRAFT,
  /** 已审核 */
  REVIEWED,
  /** 签名中 */
  SIGNING,
  /** 已生效 */
  EFFECTIVE,
  /** 拒绝签名 */
  REFUSED,
  /** 已变更: another agreement stands in its place. */
  CHANGED;

  boolean isOpen() {
    return this == DRAFT || this == REVIEWED;
  }
}
