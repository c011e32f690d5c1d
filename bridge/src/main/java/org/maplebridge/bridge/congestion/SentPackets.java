package org.maplebridge.bridge.congestion;

/**
 * What left, by transport-wide sequence number, until the receiver tells of it. Small as long as
 * little is sent, because in a large room the processor's cache has to hold those of all receivers;
 * grows where answers come late.
 */
final class SentPackets {

  private static final int FIRST_CAPACITY = 1 << 9;
  private static final int CAPACITY = 1 << 13;

  /** An answer this late tells nothing any more. */
  private static final long FORGET_NANOS = 5_000_000_000L;

  private static final int EMPTY = 0;
  private static final int PROBE = 1 << 15;
  private static final int MISSING = 1 << 14;
  private static final int MAX_BYTES = MISSING - 1;

  private long[] sentNanos = new long[FIRST_CAPACITY];

  /** From the highest bit: sequence number, whether a probe, whether missing, bytes (never 0). */
  private int[] packets = new int[FIRST_CAPACITY];

  void put(int sequence, int size, boolean probe, long now) {
    int slot = slot(sequence);
    if (packets[slot] != EMPTY
        && packets.length < CAPACITY
        && now - sentNanos[slot] < FORGET_NANOS) {
      grow();
      slot = slot(sequence);
    }
    sentNanos[slot] = now;
    packets[slot] = sequence << 16 | (probe ? PROBE : 0) | Math.clamp(size, 1, MAX_BYTES);
  }

  private void grow() {
    long[] nanosBefore = sentNanos;
    int[] packetsBefore = packets;
    sentNanos = new long[2 * nanosBefore.length];
    packets = new int[2 * packetsBefore.length];
    for (int i = 0; i < packetsBefore.length; i++) {
      if (packetsBefore[i] != EMPTY) {
        int slot = slot(packetsBefore[i] >>> 16);
        sentNanos[slot] = nanosBefore[i];
        packets[slot] = packetsBefore[i];
      }
    }
  }

  private int slot(int sequence) {
    return sequence & (packets.length - 1);
  }

  /** Whether a packet of this number waits to be told of. */
  boolean has(int sequence) {
    int packet = packets[slot(sequence)];
    return packet != EMPTY && packet >>> 16 == sequence;
  }

  long sentNanos(int sequence) {
    return sentNanos[slot(sequence)];
  }

  int bytes(int sequence) {
    return packets[slot(sequence)] & MAX_BYTES;
  }

  boolean isProbe(int sequence) {
    return (packets[slot(sequence)] & PROBE) != 0;
  }

  /** It was told missing. */
  void missing(int sequence) {
    packets[slot(sequence)] |= MISSING;
  }

  boolean isMissing(int sequence) {
    return (packets[slot(sequence)] & MISSING) != 0;
  }

  /** It was told of: a second word on it counts no more. */
  void remove(int sequence) {
    packets[slot(sequence)] = EMPTY;
  }
}
