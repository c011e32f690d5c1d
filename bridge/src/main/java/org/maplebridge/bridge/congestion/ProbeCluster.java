package org.maplebridge.bridge.congestion;

/**
 * What a burst sent faster than the estimate arrived at: the slower of its rate when it left and
 * when it came. One cluster is measured at a time; a pause ends it.
 */
final class ProbeCluster {

  private static final int MIN_PACKETS = 5;
  private static final long PAUSE_NANOS = 60_000_000;
  private static final double SATURATED = 0.9;
  private static final double BELOW_SATURATED = 0.95;
  private static final double IMPLAUSIBLE = 2;

  private int packets;
  private long bytes;
  private int firstBytes;
  private int lastBytes;
  private long firstSent;
  private long lastSent;
  private long firstArrival;
  private long lastArrival;

  void add(long sentNanos, long arrivalNanos, int size) {
    if (packets == 0 || sentNanos - lastSent > PAUSE_NANOS) {
      packets = 0;
      bytes = 0;
      firstBytes = size;
      firstSent = sentNanos;
      firstArrival = arrivalNanos;
      lastArrival = arrivalNanos;
    }
    packets++;
    bytes += size;
    lastBytes = size;
    lastSent = sentNanos;
    lastArrival = Math.max(lastArrival, arrivalNanos);
    firstArrival = Math.min(firstArrival, arrivalNanos);
  }

  /** The rate found, or 0 while the burst is too short to tell. */
  long bps() {
    if (packets < MIN_PACKETS || sentBps() == 0 || arrivedBps() > IMPLAUSIBLE * sentBps()) {
      return 0;
    }
    return isSaturated()
        ? (long) (BELOW_SATURATED * arrivedBps())
        : Math.min(sentBps(), arrivedBps());
  }

  /** Whether the path was slower than the burst, so that its rate is the path's. */
  boolean isSaturated() {
    return arrivedBps() < SATURATED * sentBps();
  }

  long arrivedBps() {
    return bps(bytes - firstBytes, lastArrival - firstArrival);
  }

  private long sentBps() {
    return bps(bytes - lastBytes, lastSent - firstSent);
  }

  private static long bps(long bytes, long nanos) {
    return nanos <= 0 ? 0 : (long) (bytes * 8e9 / nanos);
  }

  void reset() {
    packets = 0;
  }
}
