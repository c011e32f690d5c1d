package org.maplebridge.bench.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bench.network.LinkProfile.Step;

/**
 * One bad network, and how long to look at it.
 *
 * @param people in the room beside the one behind the bad network, all of them sending
 * @param seconds measured, from the moment the network turns bad; of a black-out at most
 * @param always whether the network is bad from before the join on, and the join is measured too;
 *     else it turns bad in the middle of the conversation
 * @param watchesOthers whether somebody on a good network is measured beside
 */
record Impairment(
    String name,
    int people,
    LinkProfile up,
    LinkProfile down,
    int seconds,
    boolean always,
    boolean watchesOthers) {

  /** An estimate is due so long after the capacity changed. */
  static final Duration SETTLED = Duration.ofSeconds(10);

  static final String JITTER = "jitter-60";

  private static final int FEW = 3;
  private static final int SIX_WITH_THE_RECEIVER = 5;
  private static final long NARROW_BPS = 250_000;

  /** Every impairment of the issue, in its order. */
  static List<Impairment> all() {
    LinkProfile clean = LinkProfile.clean();
    List<Impairment> all = new ArrayList<>();
    all.add(both("clean", clean, 10));
    all.add(both("loss-10", clean.withLoss(0.1), 20));
    all.add(both("rtt-300", clean.withDelay(Duration.ofMillis(150)), 15));
    all.add(both(JITTER, clean.withJitter(Duration.ofMillis(60)), 20));
    all.add(
        new Impairment(
            "narrow-250k",
            SIX_WITH_THE_RECEIVER,
            clean,
            clean.withRate(new Step(Duration.ZERO, NARROW_BPS)),
            25,
            true,
            true));
    all.add(
        both("blackout-5s", clean.withBlackout(Duration.ofSeconds(6), Duration.ofSeconds(11)), 20));
    all.add(
        new Impairment(
            "staircase",
            FEW,
            clean,
            clean.withRate(
                new Step(Duration.ZERO, 800_000),
                new Step(Duration.ofSeconds(12), 300_000),
                new Step(Duration.ofSeconds(24), 600_000)),
            36,
            false,
            false));
    return all;
  }

  private static Impairment both(String name, LinkProfile each, int seconds) {
    return new Impairment(name, FEW, each, each, seconds, false, false);
  }

  /** When an estimate is read, and what it should be: at the end of each step of the downlink. */
  List<Checkpoint> checkpoints() {
    List<Checkpoint> points = new ArrayList<>();
    for (Step step : down.steps()) {
      points.add(new Checkpoint(step.from().plus(SETTLED), step.bps()));
    }
    return points;
  }

  /** When the network comes back; empty when it never goes. */
  Optional<Duration> backAt() {
    return Optional.of(down.blackout().to()).filter(to -> !to.isZero());
  }

  /** A time since the start, and the capacity until then. */
  record Checkpoint(Duration at, long capacityBps) {}
}
