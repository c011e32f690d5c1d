package org.maplebridge.server.cases;

/** What staff must know of a party before they act. */
public enum PartyFlag {
  /** 未成年 */
  MINOR,
  /** 老年人 */
  ELDERLY,
  /** 残疾 */
  DISABLED,
  /** 家暴: no joint room, no address shown. */
  DOMESTIC_VIOLENCE
}
