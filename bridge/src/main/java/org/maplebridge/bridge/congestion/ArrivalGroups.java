package org.maplebridge.bridge.congestion;

/**
 * The pre-filter and the inter-group delay variation (draft-ietf-rmcat-gcc-02 sections 5.1 and
 * 5.2). Packets that left within 5 ms are one group, and so are those that came in one burst after
 * a hold-up on the way: only what happens between groups tells of a queue.
 */
final class ArrivalGroups {

  private static final long BURST_NANOS = 5_000_000;

  /** A hold-up longer than this is no burst but the path. */
  private static final long MAX_BURST_NANOS = 100_000_000;

  private boolean started;
  private long firstSent;
  private long lastSent;
  private long firstArrival;
  private long lastArrival;

  private boolean hasPrevious;
  private long previousSent;
  private long previousArrival;

  private double sentDeltaMs;
  private double variationMs;

  /**
   * Adds a packet.
   *
   * @return whether it began a new group, so that {@link #variationMs()} is of the two before it
   */
  boolean add(long sentNanos, long arrivalNanos) {
    if (!started) {
      begin(sentNanos, arrivalNanos);
      return false;
    }
    // A packet from before the group was overtaken on the way and says nothing of a queue
    if (sentNanos < firstSent) {
      return false;
    }
    if (belongs(sentNanos, arrivalNanos)) {
      lastSent = Math.max(lastSent, sentNanos);
      lastArrival = Math.max(lastArrival, arrivalNanos);
      return false;
    }
    boolean measured = hasPrevious;
    if (measured) {
      sentDeltaMs = (lastSent - previousSent) / 1e6;
      variationMs = (lastArrival - previousArrival) / 1e6 - sentDeltaMs;
    }
    hasPrevious = true;
    previousSent = lastSent;
    previousArrival = lastArrival;
    begin(sentNanos, arrivalNanos);
    return measured;
  }

  private boolean belongs(long sentNanos, long arrivalNanos) {
    if (sentNanos - firstSent <= BURST_NANOS) {
      return true;
    }
    long sentDelta = sentNanos - lastSent;
    long arrivalDelta = arrivalNanos - lastArrival;
    return arrivalDelta <= BURST_NANOS
        && arrivalDelta < sentDelta
        && arrivalNanos - firstArrival < MAX_BURST_NANOS;
  }

  private void begin(long sentNanos, long arrivalNanos) {
    started = true;
    firstSent = sentNanos;
    lastSent = sentNanos;
    firstArrival = arrivalNanos;
    lastArrival = arrivalNanos;
  }

  /** How much longer the last group took than the one before it. */
  double variationMs() {
    return variationMs;
  }

  /** How much later it left. */
  double sentDeltaMs() {
    return sentDeltaMs;
  }

  /** When the group measured last came, by the receiver's clock. */
  long arrivalNanos() {
    return previousArrival;
  }

  void reset() {
    started = false;
    hasPrevious = false;
  }
}
