package org.maplebridge.bridge.metrics;

/** Bits per second over the last full second or two. */
public final class RateMeter {

  private static final long WINDOW_NANOS = 1_000_000_000L;

  private long bytes;
  private long windowStart;
  private boolean started;
  private long bps;

  /** Adds what went by. */
  public void add(int n) {
    bytes += n;
  }

  /** Closes the window when it is full. To be called several times a second. */
  public void tick(long now) {
    if (!started) {
      started = true;
      windowStart = now;
      return;
    }
    long elapsed = now - windowStart;
    if (elapsed >= WINDOW_NANOS) {
      bps = bytes * 8 * WINDOW_NANOS / elapsed;
      bytes = 0;
      windowStart = now;
    }
  }

  public long bps() {
    return bps;
  }
}
