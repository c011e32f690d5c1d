package org.maplebridge.server.agreement;

/** How an agreement is signed. */
public enum SigningWay {
  /** On the phone. */
  ELECTRONIC,
  /** 打印、签名、扫描 */
  PAPER
}
