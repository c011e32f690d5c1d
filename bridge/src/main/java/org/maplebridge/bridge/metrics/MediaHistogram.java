package org.maplebridge.bridge.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.maplebridge.bridge.api.Histogram;

/** The values of one distribution on one loop: written by it alone, read by any thread. */
final class MediaHistogram {

  private static final double SUM_UNIT = 1e-6;

  private final MediaDistribution distribution;

  // The buckets, and the sum in millionths at the end
  private final AtomicLongArray cells;

  MediaHistogram(MediaDistribution distribution) {
    this.distribution = distribution;
    cells = new AtomicLongArray(distribution.buckets() + 1);
  }

  /** Loop only. */
  void observe(double value) {
    add(distribution.bucket(value), 1);
    add(distribution.buckets(), Math.round(value / SUM_UNIT));
  }

  private void add(int cell, long n) {
    cells.setOpaque(cell, cells.getPlain(cell) + n);
  }

  /** Any thread. */
  Histogram snapshot() {
    List<Long> counts = new ArrayList<>();
    for (int bucket = 0; bucket < distribution.buckets(); bucket++) {
      counts.add(cells.getOpaque(bucket));
    }
    double sum = cells.getOpaque(distribution.buckets()) * SUM_UNIT;
    return new Histogram(distribution.bounds(), counts, sum);
  }
}
