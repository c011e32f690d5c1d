package org.maplebridge.bench.network;

import java.time.Duration;
import java.util.List;

/**
 * What one direction of a path does to packets, in the order of this list.
 *
 * @param blackout from when to when nothing passes; empty when the two are equal
 * @param loss share of packets lost at random, 0 to 1
 * @param steps bits per second from a time on; empty for no limit
 * @param queue how long a packet waits for its turn at most; beyond it is dropped
 * @param delay every packet's
 * @param jitter each packet's own, between zero and this on top of the delay: packets overtake one
 *     another
 */
record LinkProfile(
    Blackout blackout,
    double loss,
    List<Step> steps,
    Duration queue,
    Duration delay,
    Duration jitter) {

  LinkProfile {
    steps = List.copyOf(steps);
  }

  /** Nothing passes between the two times since the start. */
  record Blackout(Duration from, Duration to) {
    static final Blackout NONE = new Blackout(Duration.ZERO, Duration.ZERO);
  }

  /** The rate from a time since the start on. */
  record Step(Duration from, long bps) {}

  /** A path that passes everything at once. */
  static LinkProfile clean() {
    return new LinkProfile(
        Blackout.NONE, 0, List.of(), Duration.ofMillis(300), Duration.ZERO, Duration.ZERO);
  }

  LinkProfile withLoss(double share) {
    return new LinkProfile(blackout, share, steps, queue, delay, jitter);
  }

  LinkProfile withDelay(Duration time) {
    return new LinkProfile(blackout, loss, steps, queue, time, jitter);
  }

  LinkProfile withJitter(Duration time) {
    return new LinkProfile(blackout, loss, steps, queue, delay, time);
  }

  LinkProfile withBlackout(Duration from, Duration to) {
    return new LinkProfile(new Blackout(from, to), loss, steps, queue, delay, jitter);
  }

  LinkProfile withRate(Step... rates) {
    return new LinkProfile(blackout, loss, List.of(rates), queue, delay, jitter);
  }
}
