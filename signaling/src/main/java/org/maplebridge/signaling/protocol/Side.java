package org.maplebridge.signaling.protocol;

/** Whose side somebody is on. */
public enum Side {
  /** 申请人、原告一方 */
  CLAIMING,
  /** 被申请人、被告一方 */
  RESPONDING,
  /** 第三人一方 */
  THIRD
}
