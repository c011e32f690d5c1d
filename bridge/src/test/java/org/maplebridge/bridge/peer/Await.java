package org.maplebridge.bridge.peer;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.BooleanSupplier;

/** Waiting for what another thread or process does. */
public final class Await {

  private Await() {}

  /** Returns as soon as the condition holds; fails when it does not within 60 s. */
  public static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > 60_000_000_000L) {
        fail("waited in vain until " + what);
      }
      Thread.sleep(20);
    }
  }

  /** Lets real time pass in which something must not happen. */
  public static void pass(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
