package org.maplebridge.bridge.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the media path measures again and again, told as a Prometheus histogram. */
public enum MediaDistribution {
  /** Round trips to receivers, by each report of theirs (RFC 3550 section 6.4.1). */
  ROUND_TRIP_SECONDS(0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6),
  /** Lost share of what was sent, by each report block of a receiver. */
  SEND_LOSS_RATIO(0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5),
  /** Lost share of what was to come, by each report block of ours. */
  RECEIVE_LOSS_RATIO(0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5);

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final double[] bounds;

  MediaDistribution(double... bounds) {
    this.bounds = bounds;
  }

  /** Upper bounds of the buckets, the last one without bound left out. */
  List<Double> bounds() {
    return Arrays.stream(bounds).boxed().toList();
  }

  /** The bucket a value falls into. */
  int bucket(double value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    return bucket;
  }

  int buckets() {
    return bounds.length + 1;
  }

  /** The Prometheus name, such as {@code bridge_media_round_trip_seconds}. */
  public String metric() {
    return "bridge_media_" + name().toLowerCase(Locale.ROOT);
  }
}
