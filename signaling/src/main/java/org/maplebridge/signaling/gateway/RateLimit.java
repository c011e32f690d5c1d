package org.maplebridge.signaling.gateway;

import java.util.function.LongSupplier;

/** A token bucket. Belongs to its socket's event loop. */
final class RateLimit {
  static final int BURST = 200;
  static final int PER_SECOND = 50;

  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private double tokens = BURST;
  private long lastNanos;

  RateLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong();
  }

  /** Takes a token; false when there is none. */
  boolean take() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(BURST, tokens + (now - lastNanos) / NANOS * PER_SECOND);
    lastNanos = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
