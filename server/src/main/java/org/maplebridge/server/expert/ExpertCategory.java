package org.maplebridge.server.expert;

/** The four kinds of people on the panel. */
public enum ExpertCategory {
  /** 法律首席专家 */
  LEAD_LAWYER,
  /** 金牌调解员 */
  GOLD_MEDIATOR,
  /** 心理咨询师 */
  COUNSELLOR,
  /** 社会工作者 */
  SOCIAL_WORKER
}
