package org.maplebridge.bridge.room;

import java.util.ArrayList;
import java.util.List;
import org.maplebridge.bridge.allocation.Layer;
import org.maplebridge.bridge.receive.LayerRates;
import org.maplebridge.bridge.receive.StreamFacts;

/** What can be had of one picture now, the same for all who look at it. Loop only. */
final class SourceLayers {

  /** So long it holds: all receivers of a large room ask within it, and the rates hardly change. */
  private static final long HOLDS_NANOS = 50_000_000;

  /** Assumed of the smallest encoding until it is measured; each next one costs four times that. */
  private static final long FIRST_GUESS_BPS = 100_000;

  private static final int TOP = LayerRates.TEMPORAL_LAYERS - 1;

  private final SubscribableSource source;
  private List<Layer> layers = List.of();
  private long madeNanos;

  SourceLayers(SubscribableSource source) {
    this.source = source;
  }

  /** The worst first; none while the source is closed or nothing comes from the sender. */
  List<Layer> at(long now) {
    if (!source.isOpen()) {
      return List.of();
    }
    if (layers.isEmpty() || now - madeNanos > HOLDS_NANOS) {
      layers = make(now);
      madeNanos = now;
    }
    return layers;
  }

  private List<Layer> make(long now) {
    List<Layer> made = new ArrayList<>();
    for (int encoding = 0; encoding < source.encodings(); encoding++) {
      StreamFacts stream = source.stream(encoding);
      if (!stream.isActive(now)) {
        continue;
      }
      if (!stream.rates().isMeasured()) {
        made.add(new Layer(encoding, TOP, FIRST_GUESS_BPS << (2 * encoding)));
      } else {
        addMeasured(made, encoding, stream.rates());
      }
    }
    return List.copyOf(made);
  }

  private static void addMeasured(List<Layer> layers, int encoding, LayerRates rates) {
    int highest = TOP;
    while (highest > 0 && rates.bps(highest) == 0) {
      highest--;
    }
    long bps = 0;
    for (int temporal = 0; temporal <= highest; temporal++) {
      bps += rates.bps(temporal);
      // The base layer of a large picture stutters, and costs as much as a small one that moves
      boolean stutters = temporal == 0 && highest > 0 && !layers.isEmpty();
      if (rates.bps(temporal) > 0 && !stutters) {
        // With the highest there is now comes whatever the sender may add
        layers.add(new Layer(encoding, temporal == highest ? TOP : temporal, bps));
      }
    }
  }
}
