package org.maplebridge.signaling.room;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One virtual thread and the bounded queue before it: tasks run one after the other and may block.
 * {@link #post} and {@link #postControl} may be called from any thread and never block.
 */
final class Mailbox {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  // Unbounded itself: the bound is kept by post(), which control tasks pass by.
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final int capacity;
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  Mailbox(String name, int capacity) {
    this.capacity = capacity;
    this.thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /** Queues a task; false, and counted, when the queue is full or closed. */
  boolean post(Runnable task) {
    if (closed || tasks.size() >= capacity) {
      dropped.incrementAndGet();
      return false;
    }
    return tasks.add(task);
  }

  /**
   * Queues what must not be lost: the end of a connection, of an endpoint. There is at most one per
   * such thing, so the queue stays bounded by their number.
   */
  void postControl(Runnable task) {
    tasks.add(task);
  }

  /** Tasks refused since the start. */
  long dropped() {
    return dropped.get();
  }

  boolean isOnThread() {
    return Thread.currentThread() == thread;
  }

  /** Takes nothing more; the thread ends after what is queued. */
  void close() {
    closed = true;
    tasks.add(() -> {});
  }

  private void run() {
    while (!closed || !tasks.isEmpty()) {
      try {
        tasks.take().run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.error("{}: a task failed", thread.getName(), e);
      }
    }
  }
}
