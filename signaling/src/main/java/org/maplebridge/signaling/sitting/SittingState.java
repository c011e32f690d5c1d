package org.maplebridge.signaling.sitting;

/** States of a sitting; the moves between them are in {@code SittingMachine}. */
public enum SittingState {
  /** 已预约 */
  BOOKED,
  /** 候场 */
  LOBBY_OPEN,
  /** 进行中 */
  IN_SESSION,
  /** 休息 */
  RECESS,
  /** 技术中断 */
  TECH_INTERRUPTED,
  /** 已结束 */
  ENDED,
  /** 已取消 */
  CANCELLED;

  /** Whether people may still come. */
  public boolean isOpen() {
    return this != ENDED && this != CANCELLED;
  }
}
