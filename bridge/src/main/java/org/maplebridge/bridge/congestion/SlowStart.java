package org.maplebridge.bridge.congestion;

/**
 * How much may be under way while nothing is known of the path: a few packets, and more with each
 * that arrives, as TCP begins (RFC 5681 section 3.1) but half as fast, since it is not for a loss
 * to end it: a narrow path shows by the queue that grows before it, which is still short then.
 */
final class SlowStart {

  /** On a path of 250 kbit/s they wait for less than 0.2 s. */
  static final int FIRST_BYTES = 5_000;

  /** When so much may be under way, the path is no narrow one. */
  private static final long ENOUGH_BYTES = 20_000;

  /** The receiver answers several times a second, if it can. */
  private static final long UNANSWERED_NANOS = 500_000_000;

  private static final long LONGEST_NANOS = 2_000_000_000;

  /** What differs from packet to packet without a queue. */
  private static final long STILL_NANOS = 5_000_000;

  /** A queue delays every packet; jitter, however large, lets one of some through. */
  private static final long QUEUE_NANOS = 30_000_000;

  private static final int QUEUED_PACKETS = 6;

  private boolean over;
  private boolean begun;
  private boolean answered;
  private long begunNanos;
  private long windowBytes = FIRST_BYTES;
  private long underWayBytes;

  // Since the last packet that did not queue
  private boolean arrived;
  private long leastDelay;
  private long stillArrival;
  private long lastArrival;
  private long queuedBytes;

  /** Packets in a row that queued. */
  private int queued;

  void onSent(int bytes, long now) {
    begunNanos = begun ? begunNanos : now;
    begun = true;
    underWayBytes += bytes;
  }

  /** A packet is under way no more, for it was lost. */
  void onLost(int bytes) {
    answered = true;
    underWayBytes -= bytes;
  }

  void onArrived(int bytes, long sentNanos, long arrivalNanos) {
    answered = true;
    underWayBytes -= bytes;
    windowBytes += bytes / 2;
    long delay = arrivalNanos - sentNanos;
    leastDelay = arrived ? Math.min(leastDelay, delay) : delay;
    arrived = true;
    queued = delay - leastDelay > QUEUE_NANOS ? queued + 1 : 0;
    lastArrival = arrivalNanos;
    if (delay - leastDelay < STILL_NANOS) {
      queuedBytes = 0;
      stillArrival = arrivalNanos;
    } else {
      queuedBytes += bytes;
    }
  }

  /** Bits per second of a path found to be narrower than what was sent; 0 while it is not. */
  long narrowBps() {
    return over || queued < QUEUED_PACKETS || lastArrival <= stillArrival
        ? 0
        : (long) (queuedBytes * 8e9 / (lastArrival - stillArrival));
  }

  /** To be called several times a second. */
  void tick(long now) {
    over |= windowBytes > ENOUGH_BYTES;
    over |= begun && now - begunNanos > (answered ? LONGEST_NANOS : UNANSWERED_NANOS);
  }

  /** More is known of the path. */
  void end() {
    over = true;
  }

  /** Bytes that may leave now. */
  long roomBytes() {
    return over ? Long.MAX_VALUE : windowBytes - underWayBytes;
  }
}
