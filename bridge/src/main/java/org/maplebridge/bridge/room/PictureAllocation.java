package org.maplebridge.bridge.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.maplebridge.bridge.allocation.Allocation;
import org.maplebridge.bridge.allocation.Budget;
import org.maplebridge.bridge.allocation.Demand;
import org.maplebridge.bridge.allocation.Layer;
import org.maplebridge.bridge.api.SourceWish;
import org.maplebridge.bridge.congestion.BandwidthEstimator;
import org.maplebridge.bridge.receive.LayerRates;
import org.maplebridge.bridge.receive.StreamFacts;
import org.maplebridge.bridge.send.Subscription;

/**
 * Which layers one receiver gets: gathers what {@link Allocation} needs, and carries out what it
 * says. Loop only.
 */
final class PictureAllocation {

  /** Pictures a receiver gets at most; whoever spoke last comes first. */
  private static final int LAST_N = 25;

  private static final long INTERVAL_NANOS = 200_000_000;

  /**
   * After a picture became smaller or went none becomes larger or comes for a while: coming and
   * going disturbs more than staying away.
   */
  private static final long REST_NANOS = 3_000_000_000L;

  /** The path has room for all once it has had it so long: at the start it is only a guess. */
  private static final long AMPLE_NANOS = 1_000_000_000;

  /** So long the order of urgency stays where not everything is carried. */
  private static final long STAY_NANOS = 8_000_000_000L;

  /** Assumed of the smallest encoding until it is measured; each next one costs four times that. */
  private static final long FIRST_GUESS_BPS = 100_000;

  /** A picture may be drawn so much larger than it is before a larger one is worth its bits. */
  private static final double STRETCH = 1.3;

  private static final int TOP = LayerRates.TEMPORAL_LAYERS - 1;

  private final Offering offering;
  private final BandwidthEstimator estimator;
  private final Consumer<List<String>> onPaused;

  private Map<String, Integer> heights = Map.of();
  private final Map<String, Choice> choices = new HashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>();
  private boolean refreshesRanks;
  private long rankedNanos;
  private List<String> paused = List.of();
  private long soundBps;
  private long audioBps;
  private long wantedBps;
  private long dueNanos;
  private long restUntil;
  private long ampleSince;

  /** What was decided for one subscription last. */
  private static final class Choice {
    int encoding;
    int temporal;
    boolean held;
    boolean decided;
  }

  /**
   * @param onPaused told the sources looked at that the path does not carry, at each change
   */
  PictureAllocation(
      Offering offering, BandwidthEstimator estimator, Consumer<List<String>> onPaused) {
    this.offering = offering;
    this.estimator = estimator;
    this.onPaused = onPaused;
  }

  void wish(List<SourceWish> wishes) {
    Map<String, Integer> wished = new HashMap<>();
    wishes.forEach(wish -> wished.put(wish.sourceId(), wish.height()));
    heights = wished;
    dueNanos = 0;
  }

  /** The subscriptions or the speakers changed: decide at the next tick. */
  void hurry() {
    dueNanos = 0;
  }

  /** What everything the receiver looks at would cost. */
  long wantedBps() {
    return wantedBps;
  }

  /** How often the path could carry all sound again, with as much left for pictures. */
  int affordableRedundancy() {
    long target = estimator.targetBps();
    return target == BandwidthEstimator.UNKNOWN || soundBps == 0
        ? 0
        : (int) Math.min(Integer.MAX_VALUE, target / 2 / soundBps) - 1;
  }

  void tick(Subscription[] subscriptions, long now) {
    if (now - dueNanos >= 0 || dueNanos == 0) {
      dueNanos = now + INTERVAL_NANOS;
      decide(subscriptions, now);
    }
  }

  private void decide(Subscription[] subscriptions, long now) {
    List<Subscription> pictures = new ArrayList<>();
    List<Demand> demands = new ArrayList<>();
    long sound = 0;
    double withRedundancy = 0;
    refreshesRanks = paused.isEmpty() || now - rankedNanos > STAY_NANOS;
    rankedNanos = refreshesRanks ? now : rankedNanos;
    for (Subscription subscription : subscriptions) {
      Optional<? extends SubscribableSource> found = offering.find(subscription.spec().sourceId());
      if (found.isEmpty()) {
        continue;
      }
      SubscribableSource source = found.get();
      if (source.info().kind().isAudio()) {
        long bps = source.stream(0).rates().bps(0);
        sound += bps;
        withRedundancy += subscription.weight() * bps;
      } else {
        pictures.add(subscription);
        demands.add(demand(source, now));
      }
    }
    soundBps = sound;
    audioBps = (long) withRedundancy;
    long target = estimator.targetBps();
    Allocation allocation = Allocation.of(demands, budget(target, now));
    wantedBps = allocation.wantedBps();
    carryOut(pictures, demands, allocation, now);
  }

  private Budget budget(long target, long now) {
    if (target == BandwidthEstimator.UNKNOWN) {
      return new Budget(Budget.UNLIMITED, audioBps, LAST_N, Integer.MAX_VALUE);
    }
    ampleSince = wantedBps > 0 && target > wantedBps ? ampleSince : now;
    boolean ample = now - ampleSince > AMPLE_NANOS;
    int rises = ample ? Integer.MAX_VALUE : now - restUntil >= 0 ? 1 : 0;
    return new Budget(target, audioBps, LAST_N, rises);
  }

  private Demand demand(SubscribableSource source, long now) {
    String id = source.info().sourceId();
    List<Layer> layers = source.isOpen() ? layers(source, now) : List.of();
    Choice choice = choices.computeIfAbsent(id, unused -> new Choice());
    int height = heights.getOrDefault(id, Integer.MAX_VALUE);
    return new Demand(
        rank(source), height > 0, maxEncoding(source, height), layers, current(choice, layers));
  }

  /**
   * Where not every picture is carried, the one that is sent stays while others speak a word or
   * two: each change costs a key frame.
   */
  private int rank(SubscribableSource source) {
    String id = source.info().sourceId();
    if (refreshesRanks || !ranks.containsKey(id)) {
      ranks.put(id, offering.rank(source.info()));
    }
    return ranks.get(id);
  }

  private static List<Layer> layers(SubscribableSource source, long now) {
    List<Layer> layers = new ArrayList<>();
    for (int encoding = 0; encoding < source.encodings(); encoding++) {
      StreamFacts stream = source.stream(encoding);
      if (!stream.isActive(now)) {
        continue;
      }
      if (!stream.rates().isMeasured()) {
        layers.add(new Layer(encoding, TOP, FIRST_GUESS_BPS << (2 * encoding)));
      } else {
        addMeasured(layers, encoding, stream.rates());
      }
    }
    return layers;
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

  private static int maxEncoding(SubscribableSource source, int height) {
    for (int encoding = 0; encoding < source.encodings() - 1; encoding++) {
      int pixels = source.stream(encoding).height();
      if (pixels > 0 && STRETCH * pixels >= height) {
        return encoding;
      }
    }
    return source.encodings() - 1;
  }

  /** Where the layer sent now stands among those that can be had now. */
  private static int current(Choice choice, List<Layer> layers) {
    int index = Allocation.PAUSED;
    for (int i = 0; i < layers.size() && choice.decided && !choice.held; i++) {
      Layer layer = layers.get(i);
      boolean within =
          layer.encoding() < choice.encoding
              || (layer.encoding() == choice.encoding && layer.temporal() <= choice.temporal);
      index = within ? i : index;
    }
    return index;
  }

  private void carryOut(
      List<Subscription> pictures, List<Demand> demands, Allocation allocation, long now) {
    List<String> starved = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      Subscription subscription = pictures.get(i);
      String id = subscription.spec().sourceId();
      Demand demand = demands.get(i);
      int chosen = allocation.choices().get(i);
      Choice choice = choices.computeIfAbsent(id, unused -> new Choice());
      if (chosen < demand.current() && demand.needsKeyFrame(chosen) && !estimator.isOut()) {
        restUntil = now + REST_NANOS;
      }
      if (chosen != Allocation.PAUSED) {
        send(subscription, choice, demand.layers().get(chosen));
      } else if (allocation.starved().get(i) || !demand.looked()) {
        hold(subscription, choice);
      }
      if (allocation.starved().get(i)) {
        starved.add(id);
      }
    }
    if (!starved.equals(paused)) {
      paused = List.copyOf(starved);
      onPaused.accept(paused);
    }
  }

  private static void send(Subscription subscription, Choice choice, Layer layer) {
    if (!choice.decided
        || choice.held
        || choice.encoding != layer.encoding()
        || choice.temporal != layer.temporal()) {
      choice.encoding = layer.encoding();
      choice.temporal = layer.temporal();
      choice.held = false;
      choice.decided = true;
      subscription.target(layer.encoding(), layer.temporal());
    }
  }

  private static void hold(Subscription subscription, Choice choice) {
    if (!choice.held) {
      choice.held = true;
      choice.decided = true;
      subscription.hold();
    }
  }

  /** A subscription ended or begins anew. */
  void forget(String sourceId) {
    choices.remove(sourceId);
    ranks.remove(sourceId);
    dueNanos = 0;
  }
}
