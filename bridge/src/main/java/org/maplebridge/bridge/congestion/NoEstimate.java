package org.maplebridge.bridge.congestion;

/** Knows nothing, so nothing is held back. */
enum NoEstimate implements BandwidthEstimator {
  INSTANCE;

  @Override
  public void onSent(int sequence, int bytes, boolean probe, long now) {}

  @Override
  public void onStatus(int sequence, boolean received, long arrivalMicros) {}

  @Override
  public void onFeedbackEnd(long roundTripNanos, long now) {}

  @Override
  public void onMaximum(long bps) {}

  @Override
  public void giveUp() {}

  @Override
  public void tick(long now) {}

  @Override
  public long targetBps() {
    return UNKNOWN;
  }

  @Override
  public long roomBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  public double lossRatio() {
    return 0;
  }

  @Override
  public boolean isQueueing() {
    return false;
  }

  @Override
  public boolean isOut() {
    return false;
  }

  @Override
  public boolean mayProbe(long now) {
    return false;
  }
}
