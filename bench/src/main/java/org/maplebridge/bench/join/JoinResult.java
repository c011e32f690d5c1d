package org.maplebridge.bench.join;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.maplebridge.bench.client.JoinClock.Step;

/**
 * What joining cost, in milliseconds.
 *
 * @param participants people in the room
 * @param concurrent people joining at once
 * @param failures joins that showed no picture in time
 * @param stepsP50Ms median of each step after the one before it
 */
record JoinResult(
    int participants,
    int concurrent,
    double p50Ms,
    double p95Ms,
    double p99Ms,
    double minMs,
    double maxMs,
    int failures,
    Map<String, Double> stepsP50Ms) {

  static JoinResult of(
      int participants, List<Double> totals, Map<Step, List<Double>> steps, int failures) {
    Map<String, Double> medians = new LinkedHashMap<>();
    steps.forEach(
        (step, values) -> medians.put(step.name().toLowerCase(Locale.ROOT), at(values, 0.5)));
    return new JoinResult(
        participants,
        1,
        at(totals, 0.5),
        at(totals, 0.95),
        at(totals, 0.99),
        at(totals, 0),
        at(totals, 1),
        failures,
        medians);
  }

  /** Nearest-rank percentile; NaN of nothing. */
  private static double at(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
