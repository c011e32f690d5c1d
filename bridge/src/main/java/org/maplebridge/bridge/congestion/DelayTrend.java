package org.maplebridge.bridge.congestion;

/**
 * The arrival-time filter: whether delays grow. The draft (section 5.3) filters the variation with
 * a scalar Kalman filter; this is the linear regression over the last groups that took its place in
 * practice, because it needs no guess of the noise: the slope of the smoothed sum of variations
 * over the arrival times.
 */
final class DelayTrend {

  private static final int WINDOW = 20;
  private static final double SMOOTHING = 0.9;

  /** Brings the slope to the scale of the detector's threshold, in milliseconds. */
  private static final double GAIN = 4;

  private static final int MAX_GROUPS = 60;

  private final double[] arrivalMs = new double[WINDOW];
  private final double[] delayMs = new double[WINDOW];
  private int next;
  private int groups;
  private double sumMs;
  private double smoothedMs;
  private long firstArrival;

  /** Adds a group's delay variation and the time it came. */
  void add(double variationMs, long arrivalNanos) {
    if (groups == 0) {
      firstArrival = arrivalNanos;
    }
    groups++;
    sumMs += variationMs;
    smoothedMs = SMOOTHING * smoothedMs + (1 - SMOOTHING) * sumMs;
    arrivalMs[next] = (arrivalNanos - firstArrival) / 1e6;
    delayMs[next] = smoothedMs;
    next = (next + 1) % WINDOW;
  }

  /** The trend in milliseconds, comparable with the threshold; 0 while there is too little. */
  double milliseconds() {
    return groups < WINDOW ? 0 : slope() * Math.min(groups, MAX_GROUPS) * GAIN;
  }

  /** Least squares. */
  private double slope() {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < WINDOW; i++) {
      meanX += arrivalMs[i] / WINDOW;
      meanY += delayMs[i] / WINDOW;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < WINDOW; i++) {
      covariance += (arrivalMs[i] - meanX) * (delayMs[i] - meanY);
      variance += (arrivalMs[i] - meanX) * (arrivalMs[i] - meanX);
    }
    return variance == 0 ? 0 : covariance / variance;
  }

  void reset() {
    groups = 0;
    next = 0;
    sumMs = 0;
    smoothedMs = 0;
  }
}
