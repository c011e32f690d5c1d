package org.maplebridge.bridge.api;

import java.util.Map;

/**
 * Numbers for metrics and diagnosis.
 *
 * @param counters monotonic, by Prometheus name
 * @param gauges momentary, by Prometheus name
 */
public record BridgeSnapshot(Map<String, Long> counters, Map<String, Double> gauges) {

  public BridgeSnapshot {
    counters = Map.copyOf(counters);
    gauges = Map.copyOf(gauges);
  }
}
