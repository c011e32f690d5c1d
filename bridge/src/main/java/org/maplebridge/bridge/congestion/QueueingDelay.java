package org.maplebridge.bridge.congestion;

/**
 * How long packets queue now, with what differs from packet to packet filtered out, after LEDBAT
 * (RFC 6817 section 3.1.1): the least delay of the last packets less the least of the last seconds.
 * A queue delays every packet; jitter, however large, lets one through now and then.
 */
final class QueueingDelay {

  private static final int FILTER = 16;

  /** Packets older than this tell nothing of now. */
  private static final long FILTER_NANOS = 200_000_000;

  private static final int LEAST = 8;

  /** The base is renewed in halves, since clocks drift and routes change. */
  private static final long HALF_NANOS = 15_000_000_000L;

  private final long[] sent = new long[FILTER];
  private final long[] delays = new long[FILTER];
  private long count;

  private boolean started;
  private long halfSince;
  private long baseBefore;
  private long base;

  /** Adds a packet; the two clocks need not agree. */
  void add(long sentNanos, long arrivalNanos) {
    long delay = arrivalNanos - sentNanos;
    if (!started) {
      started = true;
      halfSince = sentNanos;
      baseBefore = delay;
      base = delay;
    }
    if (sentNanos - halfSince > HALF_NANOS) {
      halfSince = sentNanos;
      baseBefore = base;
      base = delay;
    }
    base = Math.min(base, delay);
    sent[slot(count)] = sentNanos;
    delays[slot(count)] = delay;
    count++;
  }

  private static int slot(long number) {
    return (int) (number % FILTER);
  }

  /** Of the fastest of the last packets; 0 before the first. */
  long nanos() {
    if (count == 0) {
      return 0;
    }
    long newest = sent[slot(count - 1)];
    long least = delays[slot(count - 1)];
    for (int back = 2; back <= Math.min(count, FILTER); back++) {
      int slot = slot(count - back);
      if (back > LEAST && newest - sent[slot] > FILTER_NANOS) {
        break;
      }
      least = Math.min(least, delays[slot]);
    }
    return least - Math.min(base, baseBefore);
  }

  /** The path may be another. */
  void reset() {
    started = false;
    count = 0;
  }
}
