package org.maplebridge.bench.rehearse;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what the server does in its own time. */
final class Patience {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private Patience() {}

  /** Lets time pass. */
  static void pass(Duration length) {
    try {
      TimeUnit.MILLISECONDS.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Whether the condition came true in time. */
  static boolean await(Duration longest, BooleanSupplier condition) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pass(BETWEEN_LOOKS);
    }
    return true;
  }
}
