package org.maplebridge.bridge.api;

import java.util.ArrayList;
import java.util.List;

/**
 * How often values fell into which range.
 *
 * @param bounds upper bounds of the ranges, ascending; one range more is without bound
 * @param counts values of each range, not cumulated
 * @param sum of all values
 */
public record Histogram(List<Double> bounds, List<Long> counts, double sum) {

  public Histogram {
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
    if (counts.size() != bounds.size() + 1) {
      throw new IllegalArgumentException("A histogram has one range more than bounds.");
    }
  }

  /** Both together; they have the same bounds. */
  public Histogram plus(Histogram other) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      sums.add(counts.get(i) + other.counts.get(i));
    }
    return new Histogram(bounds, sums, sum + other.sum);
  }
}
