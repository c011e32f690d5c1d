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
  private long sentAtStart;
  private long sentBefore;
  private int granted;

  /**
   * @param packetsSent of the stream so far
   */
  RetransmissionBudget(long packetsSent) {
    sentAtStart = packetsSent;
  }

  /**
   * Whether one more packet may be sent again.
   *
   * @param packetsSent of the stream so far, repetitions not counted
   */
  boolean grant(long packetsSent, long now) {
    if (now - windowStart >= WINDOW_NANOS) {
      windowStart = now;
      sentBefore = packetsSent - sentAtStart;
      sentAtStart = packetsSent;
      granted = 0;
    }
    if (granted >= Math.max(FLOOR, Math.max(packetsSent - sentAtStart, sentBefore))) {
      return false;
    }
    granted++;
    return true;
  }
}
