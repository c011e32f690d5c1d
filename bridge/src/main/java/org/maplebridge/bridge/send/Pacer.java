package org.maplebridge.bridge.send;

import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.rtp.PooledPacket;

/**
 * Spreads the packets of pictures to one receiver, so that a key frame does not fill the queue of
 * its access line. Sound never waits, and nothing waits while the line's rate is unknown. What
 * cannot wait any more is dropped and counted.
 */
final class Pacer {

  /** Packets waiting at most: two large key frames. */
  static final int CAPACITY = 256;

  /**
   * How much faster than the estimate: waiting must end even while much is sent, and what goes
   * beyond the capacity waits in a queue that sound waits in too.
   */
  private static final double FACTOR = 1.25;

  private static final long BURST_NANOS = 20_000_000;
  private static final long LEAST_BURST_BYTES = 3000;

  private final MediaCounters counters;
  private final Runnable onWaiting;
  private final @Nullable PooledPacket[] packets = new PooledPacket[CAPACITY];
  private final @Nullable Subscription[] subscriptions = new Subscription[CAPACITY];
  private final int[] segments = new int[CAPACITY];
  private int head;
  private int waiting;

  private double bytesPerNano;
  private double tokens;
  private long filledNanos;

  /**
   * @param onWaiting called when the first packet begins to wait
   */
  Pacer(MediaCounters counters, Runnable onWaiting) {
    this.counters = counters;
    this.onWaiting = onWaiting;
  }

  /**
   * @param targetBps of the path, 0 for unknown
   */
  void rate(long targetBps) {
    bytesPerNano = FACTOR * targetBps / 8e9;
  }

  /**
   * Whether a packet may leave now; else it waits here, or is dropped where there is no room.
   *
   * @param segment where the subscription's rewriter has found it
   */
  boolean pass(Subscription subscription, PooledPacket packet, int segment, long now) {
    if (bytesPerNano == 0) {
      return true;
    }
    fill(now);
    if (waiting == 0 && tokens > 0) {
      return true;
    }
    if (waiting == CAPACITY) {
      counters.count(MediaCounter.DROPPED_UNPACED);
      return false;
    }
    int at = (head + waiting) % CAPACITY;
    packets[at] = packet.retain();
    subscriptions[at] = subscription;
    segments[at] = segment;
    if (waiting++ == 0) {
      onWaiting.run();
    }
    return false;
  }

  /** Whether a lost packet may be sent again now: what was not lost has as much right to leave. */
  boolean affordsRepair(long now) {
    if (bytesPerNano == 0) {
      return true;
    }
    fill(now);
    return tokens > 0;
  }

  /** Notes bytes that left, waited for or not. */
  void spend(int bytes) {
    tokens -= bytes;
  }

  private void fill(long now) {
    double burst = Math.max(LEAST_BURST_BYTES, bytesPerNano * BURST_NANOS);
    tokens = Math.min(burst, tokens + (now - filledNanos) * bytesPerNano);
    filledNanos = now;
  }

  /** Whether nothing waits. */
  boolean isIdle() {
    return waiting == 0;
  }

  /** Lets out what may leave now. */
  void tick(long now) {
    if (waiting == 0) {
      return;
    }
    fill(now);
    while (waiting > 0 && (tokens > 0 || bytesPerNano == 0)) {
      PooledPacket packet = packets[head];
      Subscription subscription = subscriptions[head];
      int segment = segments[head];
      forgetHead();
      if (packet != null && subscription != null) {
        subscription.sendPaced(packet, segment, now);
        packet.release();
      }
    }
  }

  private void forgetHead() {
    packets[head] = null;
    subscriptions[head] = null;
    head = (head + 1) % CAPACITY;
    waiting--;
  }

  /** Gives back what waits of one stream, and counts it. */
  void drop(Subscription subscription) {
    for (int i = 0; i < waiting; i++) {
      int at = (head + i) % CAPACITY;
      PooledPacket packet = packets[at];
      if (subscriptions[at] == subscription && packet != null) {
        counters.count(MediaCounter.DROPPED_WAITING);
        packet.release();
        packets[at] = null;
        subscriptions[at] = null;
      }
    }
  }

  /** Gives back what waits, and counts it. */
  void clear() {
    while (waiting > 0) {
      PooledPacket packet = packets[head];
      forgetHead();
      if (packet != null) {
        counters.count(MediaCounter.DROPPED_WAITING);
        packet.release();
      }
    }
  }
}
