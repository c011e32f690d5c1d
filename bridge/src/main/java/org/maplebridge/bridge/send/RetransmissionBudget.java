package org.maplebridge.bridge.send;

/**
 * How many packets a receiver may ask for again: as many per second as it was sent, and a few more.
 * A NACK of 16 bytes can name 17 packets, so without it a receiver could multiply what we send.
 */
final class RetransmissionBudget {

  /** Always granted per second, so that a slow stream is repaired too. */
  static final int FLOOR = 64;

  private static final long WINDOW_NANOS = 1_000_000_000L;

  private long windowStart;
  private int sent;
  private int sentBefore;
  private int granted;

  void onSent() {
    sent++;
  }

  /** Whether one more packet may be sent again. */
  boolean grant(long now) {
    if (now - windowStart >= WINDOW_NANOS) {
      windowStart = now;
      sentBefore = sent;
      sent = 0;
      granted = 0;
    }
    if (granted >= Math.max(FLOOR, Math.max(sent, sentBefore))) {
      return false;
    }
    granted++;
    return true;
  }
}
