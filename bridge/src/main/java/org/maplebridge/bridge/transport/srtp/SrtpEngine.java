package org.maplebridge.bridge.transport.srtp;

/** What protects and opens the packets of one connection; see {@link SrtpSession}. */
sealed interface SrtpEngine extends AutoCloseable permits OpenSslSrtp, JitsiSrtp {

  /** As {@link SrtpSession#protectRtp}. */
  int protectRtp(byte[] buffer, int offset, int length);

  /** As {@link SrtpSession#protectRtcp}. */
  int protectRtcp(byte[] buffer, int offset, int length);

  /** As {@link SrtpSession#unprotectRtp}. */
  SrtpStatus unprotectRtp(byte[] buffer, int offset, int length);

  /** As {@link SrtpSession#unprotectRtcp}. */
  SrtpStatus unprotectRtcp(byte[] buffer, int offset, int length);

  /** Length of the packet the last successful call left. */
  int resultLength();

  /** As {@link SrtpSession#refillBudget}. */
  void refillBudget();

  @Override
  void close();
}
