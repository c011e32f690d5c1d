package org.maplebridge.signaling.protocol;

/** How a court keeps order, short of removal. */
public enum CautionLevel {
  /** 提示 */
  REMINDER,
  /** 警告 */
  WARNING
}
