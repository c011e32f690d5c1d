package org.maplebridge.bridge.congestion;

/** What left, by transport-wide sequence number, until the receiver tells of it. */
final class SentPackets {

  private static final int CAPACITY = 1 << 13;
  private static final int MASK = CAPACITY - 1;

  private final long[] sentNanos = new long[CAPACITY];
  private final int[] sequences = new int[CAPACITY];
  // 0 for an empty slot; negative for a probe
  private final int[] bytes = new int[CAPACITY];
  private final boolean[] missing = new boolean[CAPACITY];

  void put(int sequence, int size, boolean probe, long now) {
    int slot = sequence & MASK;
    sentNanos[slot] = now;
    sequences[slot] = sequence;
    bytes[slot] = probe ? -size : size;
    missing[slot] = false;
  }

  /** Whether a packet of this number waits to be told of. */
  boolean has(int sequence) {
    int slot = sequence & MASK;
    return bytes[slot] != 0 && sequences[slot] == sequence;
  }

  long sentNanos(int sequence) {
    return sentNanos[sequence & MASK];
  }

  int bytes(int sequence) {
    return Math.abs(bytes[sequence & MASK]);
  }

  boolean isProbe(int sequence) {
    return bytes[sequence & MASK] < 0;
  }

  /** It was told missing. */
  void missing(int sequence) {
    missing[sequence & MASK] = true;
  }

  boolean isMissing(int sequence) {
    return missing[sequence & MASK];
  }

  /** It was told of: a second word on it counts no more. */
  void remove(int sequence) {
    bytes[sequence & MASK] = 0;
  }
}
