package org.maplebridge.server.cases;

/** What moves a case on. */
public enum CaseEvent {
  /** 签收 */
  ACCEPT,
  /** 邀请: a sitting is booked and the parties are asked. */
  INVITE,
  /** 双方同意 */
  CONSENT,
  /** 一方拒绝 */
  REFUSE,
  /** 达成协议 */
  AGREE,
  /** 调解不成 */
  FAIL,
  /** 终止: any party, at any time. */
  TERMINATE,
  /** 结案 */
  CLOSE,
  /** 归档: the dossier was sealed. */
  ARCHIVE
}
