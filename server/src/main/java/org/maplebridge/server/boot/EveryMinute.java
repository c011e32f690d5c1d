package org.maplebridge.server.boot;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A chore done once a minute on a virtual thread of its own, until closed. */
final class EveryMinute implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EveryMinute.class);
  private static final Duration LAST_ROUND = Duration.ofSeconds(30);

  private final String name;
  private final Runnable chore;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  EveryMinute(String name, Runnable chore) {
    this.name = name;
    this.chore = chore;
    this.thread = Thread.ofVirtual().name(name).start(this::work);
  }

  /** Ends after the round under way. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(LAST_ROUND);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!closed.await(1, TimeUnit.MINUTES)) {
        round();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      chore.run();
    } catch (RuntimeException failure) {
      LOG.error("The chore {} failed, trying again in a minute", name, failure);
    }
  }
}
