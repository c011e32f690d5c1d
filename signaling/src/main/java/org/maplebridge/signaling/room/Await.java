package org.maplebridge.signaling.room;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on a virtual thread for what another thread completes. */
final class Await {
  /** Longer than any healthy loop takes; the room serves nobody meanwhile. */
  static final Duration BRIDGE = Duration.ofSeconds(5);

  /** A recorder opens and flushes files. */
  static final Duration RECORDER = Duration.ofSeconds(20);

  private Await() {}

  /**
   * The stage's value.
   *
   * @throws RuntimeException what the stage failed with, or {@link IllegalStateException} when it
   *     did not complete in time
   */
  static <T> T on(CompletionStage<T> stage, Duration limit) {
    try {
      return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("no completion within " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
