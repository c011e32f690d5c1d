package org.maplebridge.signaling.protocol;

/** The lawful reasons to pause the recording of a hearing. */
public enum PauseGround {
  /** 休庭 */
  RECESS,
  /** 公开审理中的不公开举证 */
  CLOSED_EVIDENCE,
  /** 不宜录制的调解 */
  MEDIATION,
  /** 回避处理 */
  CHALLENGE,
  /** 技术中断 */
  TECHNICAL
}
