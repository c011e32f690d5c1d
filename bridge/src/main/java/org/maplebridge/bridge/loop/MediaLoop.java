package org.maplebridge.bridge.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One owner thread: a Netty event loop on epoll, or on NIO where epoll is missing.
 *
 * <p>Work reaches it in bursts: what one read of the network brought, one run of the mailbox, one
 * timer. At the end of each burst the registered hooks run once, so that everything a burst wrote
 * leaves the machine in as few system calls as possible.
 */
public final class MediaLoop implements AutoCloseable {

  /** Tasks waiting for the loop at most; a loop this far behind serves nobody. */
  public static final int MAILBOX_CAPACITY = 8192;

  private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

  private final int index;
  private final LongSupplier nanoTime;
  private final MultiThreadIoEventLoopGroup group;
  private final IoEventLoop eventLoop;

  // Any thread
  private final ArrayBlockingQueue<Runnable> mailbox = new ArrayBlockingQueue<>(MAILBOX_CAPACITY);
  private final AtomicBoolean mailboxScheduled = new AtomicBoolean();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();

  // Loop only
  private final List<Runnable> burstEndHooks = new ArrayList<>();

  private MediaLoop(int index, LongSupplier nanoTime) {
    this.index = index;
    this.nanoTime = nanoTime;
    group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("media-loop-" + index, true), ioHandlers());
    eventLoop = group.next();
  }

  /**
   * Starts a loop.
   *
   * @param index 0 for the first loop of the bridge
   * @param nanoTime a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
   */
  public static MediaLoop start(int index, LongSupplier nanoTime) {
    return new MediaLoop(index, nanoTime);
  }

  /** What drives the channels of a loop, and of whatever hands channels to one. */
  public static IoHandlerFactory ioHandlers() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  public int index() {
    return index;
  }

  /** The monotonic clock every part of the loop measures by, in nanoseconds. */
  public long nanoTime() {
    return nanoTime.getAsLong();
  }

  public boolean inLoop() {
    return eventLoop.inEventLoop();
  }

  /** Fails under {@code -ea} when the caller is not on this loop. */
  public void assertInLoop() {
    assert inLoop() : "not on media-loop-" + index + " but on " + Thread.currentThread().getName();
  }

  /**
   * Runs a task on the loop, in the order of the calls. Any thread.
   *
   * @return false when the mailbox is full or the loop is closed: the task will not run, and the
   *     refusal is counted
   */
  public boolean execute(Runnable task) {
    if (eventLoop.isShuttingDown() || !mailbox.offer(task)) {
      refused.increment();
      return false;
    }
    if (mailboxScheduled.compareAndSet(false, true)) {
      eventLoop.execute(this::runMailbox);
    }
    return true;
  }

  private void runMailbox() {
    mailboxScheduled.set(false);
    // Bounded by what is there now: a task that posts tasks must not keep the network waiting.
    for (int left = mailbox.size(); left > 0; left--) {
      Runnable task = mailbox.poll();
      if (task == null) {
        break;
      }
      runCaught(task);
    }
    if (!mailbox.isEmpty() && mailboxScheduled.compareAndSet(false, true)) {
      eventLoop.execute(this::runMailbox);
    }
    endBurst();
  }

  /** Calls once after a delay, as a burst of its own. On the loop or from outside. */
  public LoopTimer schedule(Runnable task, long delayNanos) {
    Future<?> future = eventLoop.schedule(() -> runBurst(task), delayNanos, TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  /** Calls again and again with a fixed period, the first time after one period. */
  public LoopTimer scheduleEvery(Runnable task, long periodNanos) {
    Future<?> future =
        eventLoop.scheduleAtFixedRate(
            () -> runBurst(task), periodNanos, periodNanos, TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  /**
   * Adds a hook that runs at the end of every burst, the latest first: who came later stands on who
   * came before, and hands down what that one is to send. Loop only.
   */
  public void onBurstEnd(Runnable hook) {
    assertInLoop();
    burstEndHooks.addFirst(hook);
  }

  /** Runs the burst-end hooks. Called by whoever reads the network for this loop. Loop only. */
  public void endBurst() {
    assertInLoop();
    for (int i = 0; i < burstEndHooks.size(); i++) {
      runCaught(burstEndHooks.get(i));
    }
  }

  private void runBurst(Runnable task) {
    runCaught(task);
    endBurst();
  }

  /** One failing task must not take the others of its loop with it. */
  private void runCaught(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | AssertionError e) {
      failed.increment();
      log.error("A task failed on media-loop-{}", index, e);
    }
  }

  /** Tasks refused because the mailbox was full or the loop closed. Any thread. */
  public long refusedTasks() {
    return refused.sum();
  }

  /** Tasks, timers and hooks that ended with an exception. Any thread. */
  public long failedTasks() {
    return failed.sum();
  }

  /** Tasks waiting now. Any thread. */
  public int pendingTasks() {
    return mailbox.size();
  }

  /**
   * Runs a task on the loop and waits for it, unless called on the loop. Not through the mailbox.
   */
  public void run(Runnable task) {
    if (inLoop()) {
      task.run();
    } else {
      eventLoop.submit(task).syncUninterruptibly();
    }
  }

  /** Has the loop wait for a file descriptor. Loop only. */
  public void register(IoHandle handle, Consumer<IoRegistration> registered) {
    assertInLoop();
    eventLoop
        .register(handle)
        .addListener(
            (io.netty.util.concurrent.Future<IoRegistration> done) ->
                registered.accept(done.getNow()));
  }

  /** Whether it waits by this mechanism. */
  public boolean isIoType(Class<? extends IoHandler> type) {
    return eventLoop.isIoType(type);
  }

  /** The Netty loop underneath, to register channels on. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /** Stops the thread after the tasks already accepted. Waits for it unless called on it. */
  @Override
  public void close() {
    var terminated = group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    if (!inLoop()) {
      terminated.syncUninterruptibly();
    }
  }
}
