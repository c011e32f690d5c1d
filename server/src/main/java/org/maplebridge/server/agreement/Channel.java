package org.maplebridge.server.agreement;

/** Under which procedure the parties agreed; decides when the agreement takes effect. */
public enum Channel {
  /** 人民调解 */
  PEOPLE,
  /** 人民法院在线调解平台 */
  COURT_ONLINE,
  /** 法院特邀、委派调解 */
  COURT_DELEGATED,
  /** 劳动争议调解 */
  LABOUR
}
