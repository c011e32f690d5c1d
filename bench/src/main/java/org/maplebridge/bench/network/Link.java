package org.maplebridge.bench.network;

import java.util.Random;

/** One direction of a path while packets flow: when each comes out, if at all. Relay only. */
final class Link {

  /** The packet does not come out. */
  static final long LOST = Long.MIN_VALUE;

  /** IPv4 and UDP headers count on a real link too. */
  private static final int HEADER_BYTES = 28;

  private static final double NANOS_PER_SECOND = 1e9;

  private final LinkProfile profile;
  private final Random random;
  private long start;
  private boolean started;
  private long freeNanos;

  Link(LinkProfile profile, long seed) {
    this.profile = profile;
    random = new Random(seed);
  }

  /** The profile's times count from now. */
  void start(long now) {
    start = now;
    started = true;
    freeNanos = now;
  }

  /** When a packet that goes in now comes out, or {@link #LOST}. */
  long pass(int bytes, long now) {
    if (!started) {
      return now;
    }
    long since = now - start;
    boolean dark =
        since >= profile.blackout().from().toNanos() && since < profile.blackout().to().toNanos();
    if (dark || random.nextDouble() < profile.loss()) {
      return LOST;
    }
    long sent = transmit(bytes, now, since);
    if (sent == LOST) {
      return LOST;
    }
    long jitter = (long) (random.nextDouble() * profile.jitter().toNanos());
    return sent + profile.delay().toNanos() + jitter;
  }

  private long transmit(int bytes, long now, long since) {
    long bps = 0;
    for (LinkProfile.Step step : profile.steps()) {
      bps = since >= step.from().toNanos() ? step.bps() : bps;
    }
    if (bps == 0) {
      return now;
    }
    long begin = Math.max(now, freeNanos);
    if (begin - now > profile.queue().toNanos()) {
      return LOST;
    }
    freeNanos = begin + (long) ((bytes + HEADER_BYTES) * 8 * NANOS_PER_SECOND / bps);
    return freeNanos;
  }
}
