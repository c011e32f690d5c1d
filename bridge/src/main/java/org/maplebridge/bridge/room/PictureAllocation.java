package org.maplebridge.bridge.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.maplebridge.bridge.allocation.Allocation;
import org.maplebridge.bridge.allocation.Budget;
import org.maplebridge.bridge.allocation.Demand;
import org.maplebridge.bridge.allocation.Layer;
import org.maplebridge.bridge.api.SourceWish;
import org.maplebridge.bridge.congestion.BandwidthEstimator;
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

  /** An estimate so much lower is followed at once: what is sent beyond it waits on the path. */
  private static final double FALLEN = 0.85;

  /** The path has room for all once it has had it so long: at the start it is only a guess. */
  private static final long AMPLE_NANOS = 1_000_000_000;

  /** So long the order of urgency stays where not everything is carried. */
  private static final long STAY_NANOS = 8_000_000_000L;

  /** A picture may be drawn so much larger than it is before a larger one is worth its bits. */
  private static final double STRETCH = 1.3;

  private final Offering offering;
  private final BandwidthEstimator estimator;
  private final Consumer<List<String>> onPaused;

  private Map<String, Integer> heights = Map.of();
  private Subscription[] viewed = {};
  private List<View> views = List.of();
  private boolean refreshesRanks;
  private long rankedNanos;
  private List<String> paused = List.of();
  private long soundBps;
  private long audioBps;
  private long wantedBps;
  private long decidedBps;
  private long dueNanos;
  private long restUntil;
  private long ampleSince;

  /** One subscription, and what was decided for it last. */
  private static final class View {
    final Subscription subscription;
    final SubscribableSource source;
    int rank;
    boolean ranked;
    int encoding;
    int temporal;
    boolean held;
    boolean decided;

    View(Subscription subscription, SubscribableSource source) {
      this.subscription = subscription;
      this.source = source;
    }
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
    boolean fell = estimator.targetBps() < FALLEN * decidedBps;
    if (now - dueNanos >= 0 || dueNanos == 0 || fell) {
      dueNanos = now + INTERVAL_NANOS;
      decide(subscriptions, now);
    }
  }

  private void decide(Subscription[] subscriptions, long now) {
    view(subscriptions);
    List<View> pictures = new ArrayList<>();
    List<Demand> demands = new ArrayList<>();
    long sound = 0;
    double withRedundancy = 0;
    refreshesRanks = paused.isEmpty() || now - rankedNanos > STAY_NANOS;
    rankedNanos = refreshesRanks ? now : rankedNanos;
    for (View view : views) {
      if (view.subscription.isClosed()) {
        continue;
      }
      if (view.subscription.isAudio()) {
        long bps = view.source.stream(0).rates().bps(0);
        sound += bps;
        withRedundancy += view.subscription.weight() * bps;
      } else {
        pictures.add(view);
        demands.add(demand(view, now));
      }
    }
    soundBps = sound;
    audioBps = (long) withRedundancy;
    long target = estimator.targetBps();
    decidedBps = target;
    Allocation allocation = Allocation.of(demands, budget(target, now));
    wantedBps = allocation.wantedBps();
    carryOut(pictures, demands, allocation, now);
  }

  /** Finds the sources of new subscriptions; what was decided for the others stays. */
  private void view(Subscription[] subscriptions) {
    if (subscriptions == viewed) {
      return;
    }
    List<View> known = new ArrayList<>();
    for (Subscription subscription : subscriptions) {
      views.stream()
          .filter(view -> view.subscription == subscription)
          .findFirst()
          .or(
              () ->
                  offering
                      .find(subscription.spec().sourceId())
                      .map(source -> new View(subscription, source)))
          .ifPresent(known::add);
    }
    viewed = subscriptions;
    views = known;
  }

  private Budget budget(long target, long now) {
    if (target == BandwidthEstimator.UNKNOWN) {
      return new Budget(Budget.UNLIMITED, audioBps, LAST_N, Integer.MAX_VALUE, 0);
    }
    ampleSince = wantedBps > 0 && target > wantedBps ? ampleSince : now;
    boolean ample = now - ampleSince > AMPLE_NANOS;
    int rises = ample ? Integer.MAX_VALUE : now - restUntil >= 0 ? 1 : 0;
    int slack = estimator.isQueueing() ? 0 : Budget.SLACK_PERCENT;
    return new Budget(target, audioBps, LAST_N, rises, slack);
  }

  private Demand demand(View view, long now) {
    SubscribableSource source = view.source;
    List<Layer> layers = source.layers().at(now);
    int height = heights.getOrDefault(source.info().sourceId(), Integer.MAX_VALUE);
    return new Demand(
        rank(view), height > 0, maxEncoding(source, height), layers, current(view, layers));
  }

  /**
   * Where not every picture is carried, the one that is sent stays while others speak a word or
   * two: each change costs a key frame.
   */
  private int rank(View view) {
    if (refreshesRanks || !view.ranked) {
      view.ranked = true;
      view.rank = offering.rank(view.source.info());
    }
    return view.rank;
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
  private static int current(View view, List<Layer> layers) {
    int index = Allocation.PAUSED;
    for (int i = 0; i < layers.size() && view.decided && !view.held; i++) {
      Layer layer = layers.get(i);
      boolean within =
          layer.encoding() < view.encoding
              || (layer.encoding() == view.encoding && layer.temporal() <= view.temporal);
      index = within ? i : index;
    }
    return index;
  }

  private void carryOut(
      List<View> pictures, List<Demand> demands, Allocation allocation, long now) {
    List<String> starved = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      View view = pictures.get(i);
      Demand demand = demands.get(i);
      int chosen = allocation.choices().get(i);
      if (chosen < demand.current() && demand.needsKeyFrame(chosen) && !estimator.isOut()) {
        restUntil = now + REST_NANOS;
      }
      if (chosen != Allocation.PAUSED) {
        send(view, demand.layers().get(chosen));
      } else if (allocation.starved().get(i) || !demand.looked()) {
        hold(view);
      }
      if (allocation.starved().get(i)) {
        starved.add(view.source.info().sourceId());
      }
    }
    if (!starved.equals(paused)) {
      paused = List.copyOf(starved);
      onPaused.accept(paused);
    }
  }

  private static void send(View view, Layer layer) {
    if (!view.decided
        || view.held
        || view.encoding != layer.encoding()
        || view.temporal != layer.temporal()) {
      view.encoding = layer.encoding();
      view.temporal = layer.temporal();
      view.held = false;
      view.decided = true;
      view.subscription.target(layer.encoding(), layer.temporal());
    }
  }

  private static void hold(View view) {
    if (!view.held) {
      view.held = true;
      view.decided = true;
      view.subscription.hold();
    }
  }
}
