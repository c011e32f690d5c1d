package org.maplebridge.bridge.api;

import java.util.Map;

/**
 * Numbers for metrics and diagnosis.
 *
 * <p>A name may end with labels; their values are few and known before.
 *
 * @param counters monotonic, by Prometheus name
 * @param gauges momentary, by Prometheus name
 * @param histograms of values measured since the start, by Prometheus name
 */
public record BridgeSnapshot(
    Map<String, Long> counters, Map<String, Double> gauges, Map<String, Histogram> histograms) {

  public BridgeSnapshot {
    counters = Map.copyOf(counters);
    gauges = Map.copyOf(gauges);
    histograms = Map.copyOf(histograms);
  }
}
