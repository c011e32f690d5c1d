package org.maplebridge.bridge.rtcp;

import org.maplebridge.bridge.rtp.SequenceUnwrapper;

/**
 * When packets arrived, by transport-wide sequence number, until reported. Holds the last {@value
 * #CAPACITY} numbers; older ones are reported as they are or forgotten.
 */
public final class ArrivalTimes {

  /** Sequence numbers held. */
  public static final int CAPACITY = 1024;

  private static final int MASK = CAPACITY - 1;

  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  // Microseconds; 0 for one that has not arrived
  private final long[] micros = new long[CAPACITY];
  private long next;
  private long highest;

  /** Notes an arrival. Of a number seen twice, or reported already, the first counts. */
  public void onPacket(int sequence, long arrivalNanos) {
    boolean first = !unwrapper.isStarted();
    long extended = unwrapper.unwrap(sequence);
    if (first) {
      next = extended;
      highest = extended - 1;
    }
    if (extended > highest) {
      clear(Math.max(highest + 1, extended - CAPACITY + 1), extended);
      highest = extended;
      next = Math.max(next, extended - CAPACITY + 1);
    }
    int slot = (int) extended & MASK;
    if (extended >= next && micros[slot] == 0) {
      micros[slot] = Math.max(1, arrivalNanos / 1000);
    }
  }

  private void clear(long from, long to) {
    for (long i = from; i <= to; i++) {
      micros[(int) i & MASK] = 0;
    }
  }

  /** Numbers not reported yet. */
  public int pending() {
    return unwrapper.isStarted() ? (int) (highest - next + 1) : 0;
  }

  /** The first number not reported yet, extended. */
  long next() {
    return next;
  }

  /** Arrival of a pending number in microseconds; 0 when it has not arrived. */
  long micros(long extended) {
    return micros[(int) extended & MASK];
  }

  /** Forgets numbers that were reported. */
  public void reported(int count) {
    next += count;
  }
}
