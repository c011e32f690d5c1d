package org.maplebridge.server.cases.number;

/** Who gives a case number. */
public enum NumberFamily {
  /** 平台编号: ours, given at registration. */
  PLATFORM,
  /** 人民调解 */
  MEDIATION,
  /** 人民法院 */
  COURT,
  /** 劳动人事争议仲裁 */
  ARBITRATION
}
