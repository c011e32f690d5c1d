package org.maplebridge.server.cases;

/** Where a case stands. */
public enum CaseStatus {
  /** 已登记 */
  REGISTERED,
  /** 已签收 */
  ACCEPTED,
  /** 征询意愿 */
  CONSENTING,
  /** 调解中 */
  IN_MEDIATION,
  /** 已达成 */
  AGREED,
  /** 调解不成 */
  FAILED,
  /** 终止 */
  TERMINATED,
  /** 结案 */
  CLOSED,
  /** 归档: sealed and read-only. */
  ARCHIVED
}
