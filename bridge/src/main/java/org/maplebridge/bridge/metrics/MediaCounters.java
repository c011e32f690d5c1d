package org.maplebridge.bridge.metrics;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counters and gauges of one loop: written by it alone, read by any thread. */
@SuppressWarnings("EnumOrdinal") // cells live no longer than the process
public final class MediaCounters {

  private static final MediaCounter[] COUNTERS = MediaCounter.values();
  private static final MediaGauge[] GAUGES = MediaGauge.values();

  private final AtomicLongArray counters = new AtomicLongArray(COUNTERS.length);
  private final AtomicLongArray gauges = new AtomicLongArray(GAUGES.length);

  /** Adds one. Loop only. */
  public void count(MediaCounter counter) {
    add(counter, 1);
  }

  /** Adds {@code n}. Loop only: one writer needs no atomic addition. */
  public void add(MediaCounter counter, long n) {
    int cell = counter.ordinal();
    counters.setOpaque(cell, counters.getPlain(cell) + n);
  }

  /** Sets a gauge. Loop only. */
  public void set(MediaGauge gauge, long value) {
    gauges.setOpaque(gauge.ordinal(), value);
  }

  /** A recent value. Any thread. */
  public long get(MediaCounter counter) {
    return counters.getOpaque(counter.ordinal());
  }

  /** A recent value. Any thread. */
  public long get(MediaGauge gauge) {
    return gauges.getOpaque(gauge.ordinal());
  }

  /** Adds all values to sums, or to what the worst loop has, by Prometheus name. Any thread. */
  public void addTo(Map<String, Long> counterSums, Map<String, Double> gaugeSums) {
    for (MediaCounter counter : COUNTERS) {
      counterSums.merge(counter.metric(), get(counter), Long::sum);
    }
    for (MediaGauge gauge : GAUGES) {
      gaugeSums.merge(
          gauge.metric(),
          (double) get(gauge),
          switch (gauge) {
            case LOOP_LAG_MICROS, LOOP_BUSY_PERMILLE -> Math::max;
            case ROOMS, ENDPOINTS, SOURCES, SUBSCRIPTIONS, PACKETS_RETAINED -> Double::sum;
          });
    }
  }
}
