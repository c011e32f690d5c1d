package org.maplebridge.bridge.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.maplebridge.bridge.api.Histogram;

/** Counters and gauges of one loop: written by it alone, read by any thread. */
@SuppressWarnings("EnumOrdinal") // cells live no longer than the process
public final class MediaCounters {

  private static final MediaCounter[] COUNTERS = MediaCounter.values();
  private static final MediaGauge[] GAUGES = MediaGauge.values();
  private static final MediaDistribution[] DISTRIBUTIONS = MediaDistribution.values();

  private final AtomicLongArray counters = new AtomicLongArray(COUNTERS.length);
  private final AtomicLongArray gauges = new AtomicLongArray(GAUGES.length);
  private final MediaHistogram[] histograms =
      Arrays.stream(DISTRIBUTIONS).map(MediaHistogram::new).toArray(MediaHistogram[]::new);
  private final PictureLayers pictures = new PictureLayers();

  /** Adds one. Loop only. */
  public void count(MediaCounter counter) {
    add(counter, 1);
  }

  /** Adds {@code n}. Loop only: one writer needs no atomic addition. */
  public void add(MediaCounter counter, long n) {
    int cell = counter.ordinal();
    counters.setOpaque(cell, counters.getPlain(cell) + n);
  }

  /** Adds a value to a distribution. Loop only. */
  public void observe(MediaDistribution distribution, double value) {
    histograms[distribution.ordinal()].observe(value);
  }

  /** Which layers are sent. */
  public PictureLayers pictures() {
    return pictures;
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
  public void addTo(
      Map<String, Long> counterSums,
      Map<String, Double> gaugeSums,
      Map<String, Histogram> histogramSums) {
    for (MediaCounter counter : COUNTERS) {
      counterSums.merge(counter.metric(), get(counter), Long::sum);
    }
    for (MediaGauge gauge : GAUGES) {
      gaugeSums.merge(
          gauge.metric(),
          (double) get(gauge),
          switch (gauge) {
            case LOOP_LAG_MICROS, LOOP_BUSY_PERMILLE, PIPE_MOST_WAITING -> Math::max;
            case ROOMS, ANNEXES, ENDPOINTS, SOURCES, SUBSCRIPTIONS, PACKETS_RETAINED -> Double::sum;
          });
    }
    for (MediaDistribution distribution : DISTRIBUTIONS) {
      histogramSums.merge(
          distribution.metric(), histograms[distribution.ordinal()].snapshot(), Histogram::plus);
    }
    pictures.addTo(gaugeSums);
  }
}
