package org.maplebridge.server.boot;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A part being opened on a thread of its own, while others are. Closing it waits for the opening.
 */
final class Opening<T extends AutoCloseable> {
  private final Future<T> future;

  Opening(ExecutorService threads, Callable<T> open) {
    this.future = threads.submit(open);
  }

  /** The open part, or what kept it from opening. */
  T await() throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof IOException unusable) {
        throw unusable;
      }
      throw cause instanceof RuntimeException fault ? fault : new CompletionException(cause);
    }
  }

  /** Closes the part; what never opened needs no closing, and its failure has been told. */
  void close() throws Exception {
    T part;
    try {
      part = future.get();
    } catch (ExecutionException neverOpened) {
      return;
    }
    part.close();
  }
}
