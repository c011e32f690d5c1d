package org.maplebridge.server.access;

/** Roles of people with an account. Parties have none: they come by a link. */
public enum StaffRole {
  /** 网格员、村(社区)工作人员 */
  GRID_WORKER,
  /** 镇(街道)中心工作人员 */
  TOWN_OFFICER,
  /** 信息清洗员 */
  TRIAGE_OFFICER,
  /** 值班长 */
  DUTY_CHIEF,
  /** 窗口人员 */
  WINDOW_CLERK,
  /** 调解员 */
  MEDIATOR,
  /** 专家 */
  EXPERT,
  /** 心理咨询师 */
  COUNSELLOR,
  /** 审判员 */
  JUDGE,
  /** 书记员 */
  COURT_CLERK,
  /** 庭务主任 */
  COURT_HOST,
  /** 仲裁员 */
  ARBITRATOR,
  /** 档案管理员 */
  ARCHIVIST,
  /** 区级管理员 */
  DISTRICT_ADMIN,
  /** 审计员 */
  AUDITOR
}
