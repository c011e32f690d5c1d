package org.maplebridge.bridge.congestion;

/**
 * Compares the trend with a threshold that adapts to the path (draft-ietf-rmcat-gcc-02 section
 * 5.4): a fixed one would starve against TCP, or never notice a slow queue.
 */
final class OveruseDetector {

  /** What the queue on the path does. */
  enum Signal {
    NORMAL,
    /** It grows. */
    OVERUSE,
    /** It empties. */
    UNDERUSE
  }

  private static final double INITIAL_THRESHOLD_MS = 12.5;
  private static final double MIN_THRESHOLD_MS = 6;
  private static final double MAX_THRESHOLD_MS = 600;
  // K_u and K_d, per millisecond
  private static final double GAIN_UP = 0.0087;
  private static final double GAIN_DOWN = 0.039;
  private static final double MAX_STEP_MS = 100;

  /** A trend so far above the threshold is a spike, which must not move it. */
  private static final double SPIKE_MS = 15;

  private static final double OVERUSE_TIME_MS = 10;

  private double thresholdMs = INITIAL_THRESHOLD_MS;
  private double overuseMs = -1;
  private int overuses;
  private double previousTrend;
  private boolean hasUpdate;
  private long updatedNanos;
  private Signal signal = Signal.NORMAL;

  /**
   * @param trendMs of {@link DelayTrend}
   * @param sentDeltaMs between the two groups measured last
   */
  Signal detect(double trendMs, double sentDeltaMs, long now) {
    if (trendMs > thresholdMs) {
      overuseMs = overuseMs < 0 ? sentDeltaMs / 2 : overuseMs + sentDeltaMs;
      overuses++;
      if (overuseMs > OVERUSE_TIME_MS && overuses > 1 && trendMs >= previousTrend) {
        overuseMs = 0;
        overuses = 0;
        signal = Signal.OVERUSE;
      }
    } else {
      overuseMs = -1;
      overuses = 0;
      signal = trendMs < -thresholdMs ? Signal.UNDERUSE : Signal.NORMAL;
    }
    previousTrend = trendMs;
    adapt(trendMs, now);
    return signal;
  }

  private void adapt(double trendMs, long now) {
    double sinceMs = hasUpdate ? Math.min((now - updatedNanos) / 1e6, MAX_STEP_MS) : 0;
    hasUpdate = true;
    updatedNanos = now;
    double size = Math.abs(trendMs);
    if (size > thresholdMs + SPIKE_MS) {
      return;
    }
    double gain = size < thresholdMs ? GAIN_DOWN : GAIN_UP;
    thresholdMs += gain * (size - thresholdMs) * sinceMs;
    thresholdMs = Math.clamp(thresholdMs, MIN_THRESHOLD_MS, MAX_THRESHOLD_MS);
  }

  Signal signal() {
    return signal;
  }

  void reset() {
    overuseMs = -1;
    overuses = 0;
    previousTrend = 0;
    signal = Signal.NORMAL;
  }
}
