package org.maplebridge.bridge.congestion;

import java.util.Arrays;

/** R_hat: bits per second that arrived, over the last half second of the receiver's clock. */
final class AcknowledgedRate {

  private static final int BUCKETS = 10;
  private static final long BUCKET_MICROS = 50_000;
  private static final long WINDOW_MICROS = BUCKETS * BUCKET_MICROS;

  private final long[] bytes = new long[BUCKETS];
  private boolean started;
  private long first;
  private long current;

  void add(long arrivalMicros, int size) {
    long bucket = Math.floorDiv(arrivalMicros, BUCKET_MICROS);
    if (!started || bucket - current >= BUCKETS) {
      clear();
      started = true;
      first = bucket;
      current = bucket;
    }
    while (current < bucket) {
      current++;
      bytes[slot(current)] = 0;
    }
    if (bucket > current - BUCKETS) {
      bytes[slot(bucket)] += size;
    }
  }

  private static int slot(long bucket) {
    return (int) Math.floorMod(bucket, (long) BUCKETS);
  }

  /** Bits per second, or 0 while the window is not full. */
  long bps() {
    if (!started || current - first < BUCKETS) {
      return 0;
    }
    // Without the bucket being filled
    long sum = 0;
    for (long bucket = current - BUCKETS + 1; bucket < current; bucket++) {
      sum += bytes[slot(bucket)];
    }
    return sum * 8 * 1_000_000 / (WINDOW_MICROS - BUCKET_MICROS);
  }

  void clear() {
    started = false;
    Arrays.fill(bytes, 0);
  }
}
