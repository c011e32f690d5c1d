package org.maplebridge.bridge.congestion;

/**
 * The loss-based rate (draft-ietf-rmcat-gcc-02 section 6). Below 2 % it grows, above 10 % it falls,
 * but not below what TCP would get there (RFC 5348 section 3.1): a path that loses at random is not
 * a full one.
 */
final class LossController {

  private static final double LOW = 0.02;
  private static final double HIGH = 0.10;
  private static final double INCREASE = 1.05;
  private static final int MIN_PACKETS = 20;
  private static final double AVERAGING = 0.4;
  private static final long INTERVAL_NANOS = 500_000_000;
  private static final double SEGMENT_BITS = 1200 * 8;
  private static final double MIN_ROUND_TRIP_SECONDS = 0.02;

  private final double minBps;
  private final double maxBps;
  private double bps;
  private int told;
  private int lost;
  private long decidedNanos;
  private double lossRatio;

  /** One interval has too few packets to tell what TCP would get. */
  private double averageLoss;

  LossController(long startBps, long minBps, long maxBps) {
    this.minBps = minBps;
    this.maxBps = maxBps;
    bps = startBps;
  }

  void onPacket(boolean received) {
    told++;
    lost += received ? 0 : 1;
  }

  /** What was told lost has come. */
  void onLate() {
    lost = Math.max(0, lost - 1);
  }

  /**
   * @param delayBasedBps what the other controller allows: this one stays in reach of it
   */
  void update(long delayBasedBps, long roundTripNanos, long now) {
    if (told < MIN_PACKETS || now - decidedNanos < INTERVAL_NANOS) {
      return;
    }
    decidedNanos = now;
    lossRatio = (double) lost / told;
    averageLoss += AVERAGING * (lossRatio - averageLoss);
    told = 0;
    lost = 0;
    if (lossRatio < LOW) {
      bps = Math.max(bps * INCREASE, (double) delayBasedBps);
    } else if (lossRatio > HIGH) {
      double floor = Math.min(bps, fairBps(averageLoss, roundTripNanos));
      bps = Math.max(Math.min(bps, (double) delayBasedBps) * (1 - 0.5 * lossRatio), floor);
    }
    bps = Math.clamp(bps, minBps, maxBps);
  }

  /** The TCP throughput equation with t_RTO = 4 R. */
  private static double fairBps(double p, long roundTripNanos) {
    double r = Math.max(roundTripNanos / 1e9, MIN_ROUND_TRIP_SECONDS);
    double denominator =
        r * Math.sqrt(2 * p / 3) + 4 * r * 3 * Math.sqrt(3 * p / 8) * p * (1 + 32 * p * p);
    return SEGMENT_BITS / denominator;
  }

  void set(long measuredBps) {
    bps = Math.clamp((double) measuredBps, minBps, maxBps);
    told = 0;
    lost = 0;
  }

  long bps() {
    return (long) bps;
  }

  /** Of the interval decided last, 0 to 1. */
  double lossRatio() {
    return lossRatio;
  }
}
