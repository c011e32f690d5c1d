package org.maplebridge.server.org;

/** The five levels, highest first. */
public enum Level {
  /** 区: 社会治理中心 */
  DISTRICT,
  /** 镇、街道: 社会治理中心 */
  TOWN,
  /** 村、社区: 社会治理工作站 */
  VILLAGE,
  /** 网格 */
  GRID,
  /** 微网格 */
  MICRO_GRID
}
