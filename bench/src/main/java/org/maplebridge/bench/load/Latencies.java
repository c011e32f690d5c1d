package org.maplebridge.bench.load;

import java.util.Arrays;

/** A histogram of how long packets took, in steps of 10 µs up to 2 s. */
final class Latencies {
  private static final int STEP_MICROS = 10;

  private final long[] counts = new long[200_001];
  private long total;

  void add(long micros) {
    counts[Math.clamp(micros / STEP_MICROS, 0, counts.length - 1)]++;
    total++;
  }

  void reset() {
    Arrays.fill(counts, 0);
    total = 0;
  }

  /** The time that a share of the packets did not exceed; 0 without any. */
  long micros(double share) {
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      below += counts[i];
      if (total > 0 && below >= share * total) {
        return (long) i * STEP_MICROS;
      }
    }
    return 0;
  }
}
