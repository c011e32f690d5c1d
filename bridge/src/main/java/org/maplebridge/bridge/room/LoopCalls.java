package org.maplebridge.bridge.room;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.maplebridge.bridge.loop.LoopTimer;
import org.maplebridge.bridge.loop.MediaLoop;

/** Carries calls of any thread to a loop, in their order, and the answers back. */
final class LoopCalls {

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final MediaLoop loop;

  LoopCalls(MediaLoop loop) {
    this.loop = loop;
  }

  /** Completes on the loop with what the call returns or throws; fails at once when it is busy. */
  <T> CompletionStage<T> call(Supplier<T> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    boolean accepted =
        loop.execute(
            () -> {
              try {
                answer.complete(call.get());
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    if (!accepted) {
      answer.completeExceptionally(Refusals.busy());
    }
    return answer;
  }

  /** Like {@link #call} without a result. */
  CompletionStage<Void> run(Runnable call) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    boolean accepted = loop.execute(() -> complete(call, answer));
    if (!accepted) {
      answer.completeExceptionally(Refusals.busy());
    }
    return answer;
  }

  /** Whether the call will run. */
  boolean execute(Runnable call) {
    return loop.execute(call);
  }

  /**
   * Like {@link #runSurely}.
   *
   * @return completes on the loop once the call has run, or at once where the loop has closed
   */
  CompletableFuture<Void> settle(Runnable call) {
    CompletableFuture<Void> settled = new CompletableFuture<>();
    settle(call, settled);
    return settled;
  }

  private void settle(Runnable call, CompletableFuture<Void> settled) {
    boolean accepted = loop.execute(() -> complete(call, settled));
    if (!accepted && loop.eventLoop().isShuttingDown()) {
      settled.complete(null);
    } else if (!accepted) {
      LoopTimer unused = loop.schedule(() -> settle(call, settled), RETRY_NANOS);
    }
  }

  private static void complete(Runnable call, CompletableFuture<Void> answer) {
    try {
      call.run();
      answer.complete(null);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  /** For endings, which must not be lost: tries again while the loop is busy, unless it closed. */
  void runSurely(Runnable call) {
    if (!loop.execute(call) && !loop.eventLoop().isShuttingDown()) {
      LoopTimer unused = loop.schedule(() -> runSurely(call), RETRY_NANOS);
    }
  }
}
