package org.maplebridge.server.agreement;

/** What an agreement is about, as far as the law asks. */
public enum Subject {
  /** 财产、行为等一般民事事项 */
  ORDINARY,
  /** 婚姻 */
  MARRIAGE,
  /** 收养 */
  ADOPTION,
  /** 继承 */
  INHERITANCE,
  /** 停止供水、供热、供气等公用事业服务 */
  UTILITIES;

  boolean isPersonalStatus() {
    return this == MARRIAGE || this == ADOPTION || this == INHERITANCE;
  }
}
