package org.maplebridge.signaling.protocol;

/** The ladder of a crisis during a consultation. */
public enum CrisisLevel {
  /** 无 */
  L0,
  /** 有想法: the supervisor is told, a safety plan is made. */
  L1,
  /** 有计划或手段: the duty chief and the emergency contact are told. */
  L2,
  /** 迫近: 110 or 120; the call never ends before the hand-over. */
  L3
}
