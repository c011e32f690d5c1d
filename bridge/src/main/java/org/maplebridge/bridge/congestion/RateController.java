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
  private static final double MAX_OVER_ACKNOWLEDGED = 1.5;
  private static final double RESPONSE_MS = 100;
  private static final double MIN_STEP_BPS = 1000;
  private static final double PACKET_BITS = 1200 * 8;
  private static final double IDLE = 0.8;
  private static final double ARRIVES = 0.9;
  private static final double AVERAGING = 0.05;

  private final double minBps;
  private final double maxBps;
  private double bps;
  private State state = State.HOLD;
  private boolean hasUpdate;
  private long updatedNanos;

  // Where over-use began before: near it, steps are small
  private double averageMaxKbps = -1;
  private double varianceMaxKbps = 0.4;

  RateController(long startBps, long minBps, long maxBps) {
    this.minBps = minBps;
    this.maxBps = maxBps;
    bps = startBps;
  }

  long bps() {
    return (long) bps;
  }

  /** A measurement says what the path carries. */
  void set(long measuredBps, long now) {
    bps = Math.clamp((double) measuredBps, minBps, maxBps);
    hasUpdate = true;
    updatedNanos = now;
  }

  /**
   * @param acknowledgedBps R_hat, 0 while unknown
   * @param sentBps in the same time
   */
  void update(Signal signal, long acknowledgedBps, long sentBps, long roundTripNanos, long now) {
    double seconds = hasUpdate ? Math.min((now - updatedNanos) / 1e9, 1) : 0;
    hasUpdate = true;
    updatedNanos = now;
    state = next(signal);
    switch (state) {
      case INCREASE -> increase(acknowledgedBps, roundTripNanos, seconds);
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

  private void increase(long acknowledgedBps, long roundTripNanos, double seconds) {
    double limit = acknowledgedBps == 0 ? maxBps : MAX_OVER_ACKNOWLEDGED * acknowledgedBps + 10_000;
    if (bps >= limit) {
      return;
    }
    if (isNearMaximum(acknowledgedBps)) {
      double responseMs = RESPONSE_MS + roundTripNanos / 1e6;
      double share = 0.5 * Math.min(seconds * 1000 / responseMs, 1);
      bps += Math.max(MIN_STEP_BPS * seconds, share * PACKET_BITS);
    } else {
      averageMaxKbps = acknowledgedBps / 1000.0 > upperEdgeKbps() ? -1 : averageMaxKbps;
      bps *= Math.pow(INCREASE_PER_SECOND, seconds);
    }
    bps = Math.min(bps, limit);
  }

  private boolean isNearMaximum(long acknowledgedBps) {
    double kbps = acknowledgedBps / 1000.0;
    return averageMaxKbps >= 0
        && kbps <= upperEdgeKbps()
        && kbps >= 2 * averageMaxKbps - upperEdgeKbps();
  }

  private double upperEdgeKbps() {
    return averageMaxKbps + 3 * Math.sqrt(varianceMaxKbps * Math.max(averageMaxKbps, 0));
  }

  private void decrease(long acknowledgedBps, long sentBps) {
    boolean idle = sentBps < IDLE * bps && acknowledgedBps > ARRIVES * sentBps;
    if (acknowledgedBps == 0 || idle) {
      // What arrives is what was sent: the path carries that at least, and more is not known
      bps = Math.max(BETA * bps, Math.min(bps, (double) acknowledgedBps));
      return;
    }
    double kbps = acknowledgedBps / 1000.0;
    if (averageMaxKbps >= 0 && kbps < 2 * averageMaxKbps - upperEdgeKbps()) {
      averageMaxKbps = -1;
    }
    noteMaximum(kbps);
    bps = Math.min(bps, BETA * acknowledgedBps);
  }

  private void noteMaximum(double kbps) {
    averageMaxKbps =
        averageMaxKbps < 0 ? kbps : (1 - AVERAGING) * averageMaxKbps + AVERAGING * kbps;
    double norm = Math.max(averageMaxKbps, 1);
    double distance = averageMaxKbps - kbps;
    double variance = (1 - AVERAGING) * varianceMaxKbps + AVERAGING * distance * distance / norm;
    varianceMaxKbps = Math.clamp(variance, 0.4, 2.5);
  }
}
