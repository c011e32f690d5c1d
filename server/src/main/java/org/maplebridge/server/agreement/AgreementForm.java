package org.maplebridge.server.agreement;

/** How the parties agreed (PML 28). */
public enum AgreementForm {
  /** 书面 */
  WRITTEN,
  /** 口头: the mediator records the content. */
  ORAL
}
