package org.maplebridge.bridge.congestion;

import org.maplebridge.bridge.congestion.OveruseDetector.Signal;

/** The delay-based rate: up while the queue is still, down when it grows (section 5.5). */
final class RateController {

  private enum State {
    HOLD,
    INCREASE,
    DECREASE
  }

  private static final double BETA = 0.85;
  private static final double INCREASE_PER_SECOND = 1.08;

  /** Section 5.5: an encoder that is told more sends more. */
  private static final double MAX_OVER_ACKNOWLEDGED = 1.5;

  /** Where probes tell what else the path carries. */
  private static final double MAX_OVER_ACKNOWLEDGED_PROBED = 1.2;

  /** Known from the last over-use or the last probe that filled the path. */
  private static final double BELOW_MAXIMUM = 0.95;

  /** So much more than arrives is tried near it: if it is too much, the queue grows slowly. */
  private static final double NEAR_MAXIMUM = 1.02;

  private static final double STEP_BPS = 5_000;

  /**
   * Near the maximum: per second, and more the longer the queue is still (RFC 9438 section 4.2).
   */
  private static final double ACCELERATION = 0.0025;

  private static final double IDLE = 0.8;
  private static final double ARRIVES = 0.9;
  private static final double AVERAGING = 0.05;
  private static final double UNKNOWN = -1;

  private final boolean probed;
  private final double maxOverAcknowledged;
  private final double minBps;
  private final double maxBps;
  private double bps;
  private State state = State.HOLD;
  private boolean hasUpdate;
  private long updatedNanos;

  // Where over-use began before: near it, steps are small
  private double averageMaxKbps = UNKNOWN;
  private double varianceMaxKbps = 0.4;

  /** Since it was found last. */
  private double quietSeconds;

  /**
   * @param probed whether probes tell what the path carries beyond what is sent
   */
  RateController(long startBps, long minBps, long maxBps, boolean probed) {
    this.probed = probed;
    maxOverAcknowledged = probed ? MAX_OVER_ACKNOWLEDGED_PROBED : MAX_OVER_ACKNOWLEDGED;
    this.minBps = minBps;
    this.maxBps = maxBps;
    bps = startBps;
  }

  long bps() {
    return (long) bps;
  }

  /** A measurement says what the path carries at least. */
  void set(long measuredBps, long now) {
    if (measuredBps / 1000.0 > upperEdgeKbps()) {
      averageMaxKbps = UNKNOWN;
    }
    bps = Math.clamp((double) measuredBps, minBps, maxBps);
    hasUpdate = true;
    updatedNanos = now;
  }

  /** A measurement that filled the path says what it carries at most. */
  void setMaximum(long measuredBps, long now) {
    noteMaximum(measuredBps / 1000.0);
    set((long) (BELOW_MAXIMUM * 1000 * averageMaxKbps), now);
  }

  /** A queue stands that may have grown too slowly for the detector to see. */
  void stayBelowMaximum() {
    if (averageMaxKbps != UNKNOWN) {
      bps = Math.clamp(BELOW_MAXIMUM * 1000 * averageMaxKbps, minBps, bps);
      quietSeconds = 0;
    }
  }

  /**
   * @param acknowledgedBps R_hat, 0 while unknown
   * @param sentBps in the same time
   */
  void update(Signal signal, long acknowledgedBps, long sentBps, long now) {
    double seconds = hasUpdate ? Math.min((now - updatedNanos) / 1e9, 1) : 0;
    hasUpdate = true;
    updatedNanos = now;
    quietSeconds += seconds;
    state = next(signal);
    switch (state) {
      case INCREASE -> increase(acknowledgedBps, seconds);
      case DECREASE -> {
        decrease(acknowledgedBps, sentBps);
        state = State.HOLD;
      }
      case HOLD -> {}
    }
    bps = Math.clamp(bps, minBps, maxBps);
  }

  /** The state diagram of section 5.5. */
  private State next(Signal signal) {
    return switch (signal) {
      case OVERUSE -> State.DECREASE;
      case UNDERUSE -> State.HOLD;
      case NORMAL -> state == State.HOLD ? State.INCREASE : state;
    };
  }

  private void increase(long acknowledgedBps, double seconds) {
    if (acknowledgedBps / 1000.0 > upperEdgeKbps()) {
      averageMaxKbps = UNKNOWN;
    }
    double limit = limit(acknowledgedBps);
    if (bps >= limit) {
      return;
    }
    if (averageMaxKbps == UNKNOWN) {
      bps *= Math.pow(INCREASE_PER_SECOND, seconds);
    } else {
      // What the path has carried before it carries again
      double share = Math.min(ACCELERATION * quietSeconds, INCREASE_PER_SECOND - 1);
      double below = BELOW_MAXIMUM * 1000 * averageMaxKbps - bps;
      bps += Math.max(below, share * bps) * seconds;
    }
    bps = Math.min(bps, limit);
  }

  /**
   * What is not sent is not acknowledged, and a relay seldom sends all it may: beyond a little more
   * than what arrives, only a probe tells.
   */
  private double limit(long acknowledgedBps) {
    if (acknowledgedBps == 0) {
      return maxBps;
    }
    return averageMaxKbps == UNKNOWN || !probed
        ? maxOverAcknowledged * acknowledgedBps + 2 * STEP_BPS
        : Math.max(
            BELOW_MAXIMUM * 1000 * averageMaxKbps, NEAR_MAXIMUM * acknowledgedBps + STEP_BPS);
  }

  private double upperEdgeKbps() {
    return averageMaxKbps == UNKNOWN
        ? Double.MAX_VALUE
        : averageMaxKbps + 3 * Math.sqrt(varianceMaxKbps * averageMaxKbps);
  }

  private void decrease(long acknowledgedBps, long sentBps) {
    boolean idle = sentBps < IDLE * bps && acknowledgedBps > ARRIVES * sentBps;
    if (acknowledgedBps == 0 || idle) {
      // What arrives is what was sent: the path carries that at least, and more is not known
      bps = Math.max(BETA * bps, Math.min(bps, (double) acknowledgedBps));
      return;
    }
    noteMaximum(acknowledgedBps / 1000.0);
    // One half second may have had less to send than the path carries
    bps = Math.min(bps, BETA * 1000 * averageMaxKbps);
  }

  /** The path carries so much and no more; what was found before counts unless it is far off. */
  private void noteMaximum(double kbps) {
    boolean far = kbps > upperEdgeKbps() || kbps < 2 * averageMaxKbps - upperEdgeKbps();
    quietSeconds = 0;
    averageMaxKbps =
        averageMaxKbps == UNKNOWN || far
            ? kbps
            : (1 - AVERAGING) * averageMaxKbps + AVERAGING * kbps;
    double norm = Math.max(averageMaxKbps, 1);
    double distance = averageMaxKbps - kbps;
    double variance = (1 - AVERAGING) * varianceMaxKbps + AVERAGING * distance * distance / norm;
    varianceMaxKbps = Math.clamp(variance, 0.4, 2.5);
  }
}
