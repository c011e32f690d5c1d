package org.maplebridge.bridge.rtp;

/** Serial arithmetic on 16-bit sequence numbers and 32-bit time stamps (RFC 1982 section 3). */
public final class SequenceNumbers {

  private SequenceNumbers() {}

  /** Signed distance from {@code b} to {@code a} modulo 2^16, in [-32768, 32767]. */
  public static int delta(int a, int b) {
    return (short) (a - b);
  }

  /** Whether {@code a} comes after {@code b}. */
  public static boolean isNewer(int a, int b) {
    return delta(a, b) > 0;
  }

  /** The number after {@code sequence}. */
  public static int next(int sequence) {
    return (sequence + 1) & 0xFFFF;
  }

  /** Signed distance from time stamp {@code b} to {@code a} modulo 2^32. */
  public static int timestampDelta(long a, long b) {
    return (int) (a - b);
  }
}
