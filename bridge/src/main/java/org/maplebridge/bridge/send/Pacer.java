package org.maplebridge.bridge.send;

import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.rtp.PooledPacket;

/**
 * Spreads the packets of pictures to one receiver, so that a key frame does not fill the queue of
 * its access line. Sound never waits, and nothing waits while the line's rate is unknown. What was
 * lost goes first: without it the receiver cannot show what came after. What cannot wait any more
 * is dropped and counted.
 */
final class Pacer {

  /** Packets waiting at most: two large key frames. */
  static final int CAPACITY = 256;

  /** Lost packets waiting at most: with more missing, a key frame helps sooner. */
  static final int REPAIRS = 64;

  private static final long BURST_NANOS = 20_000_000;
  private static final long LEAST_BURST_BYTES = 3000;

  private final MediaCounters counters;
  private final Runnable onWaiting;
  private final PacketQueue repairs = new PacketQueue(REPAIRS);
  private final PacketQueue media = new PacketQueue(CAPACITY);

  /** In both queues together, which need not be looked into for each packet then. */
  private int waiting;

  private double bytesPerNano;
  private double tokens;
  private long filledNanos;
  private long roomBytes = Long.MAX_VALUE;

  /**
   * @param onWaiting called when the first packet begins to wait
   */
  Pacer(MediaCounters counters, Runnable onWaiting) {
    this.counters = counters;
    this.onWaiting = onWaiting;
  }

  /**
   * @param paceBps at which to let out, 0 for at once
   * @param room bytes that may leave before more is known of the path
   */
  void follow(double paceBps, long room) {
    bytesPerNano = paceBps / 8e9;
    roomBytes = room;
  }

  /**
   * Whether a packet may leave now; else it waits here, or is dropped where there is no room.
   *
   * @param segment where the subscription's rewriter has found it
   */
  boolean pass(Subscription subscription, PooledPacket packet, int segment, long now) {
    if (mayLeave(now)) {
      return true;
    }
    if (!letWait(media, subscription, packet, segment)) {
      counters.count(MediaCounter.DROPPED_UNPACED);
    }
    return false;
  }

  /** The same for a packet that was lost; one that waits already does not wait twice. */
  boolean passRepair(Subscription subscription, PooledPacket packet, int segment, long now) {
    if (mayLeave(now)) {
      return true;
    }
    if (!repairs.contains(subscription, packet)) {
      repeatRepair(subscription, packet, segment);
    }
    return false;
  }

  /** Sends a lost packet that has just been sent again once more, at the next tick. */
  void repeatRepair(Subscription subscription, PooledPacket packet, int segment) {
    if (!letWait(repairs, subscription, packet, segment)) {
      counters.count(MediaCounter.DROPPED_RTX_BUDGET);
    }
  }

  private boolean letWait(
      PacketQueue queue, Subscription subscription, PooledPacket packet, int segment) {
    boolean first = isIdle();
    boolean waits = queue.add(subscription, packet, segment);
    recount();
    if (first && waits) {
      onWaiting.run();
    }
    return waits;
  }

  private boolean mayLeave(long now) {
    if (bytesPerNano == 0) {
      return true;
    }
    fill(now);
    return isIdle() && hasTurn();
  }

  private boolean hasTurn() {
    return bytesPerNano == 0 || (tokens > 0 && roomBytes > 0);
  }

  /** Notes bytes that left, waited for or not. */
  void spend(int bytes) {
    tokens -= bytes;
    roomBytes -= bytes;
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

  private void recount() {
    waiting = media.size() + repairs.size();
  }

  /** Lets out what may leave now. */
  void tick(long now) {
    if (isIdle()) {
      return;
    }
    fill(now);
    while (!isIdle() && hasTurn()) {
      boolean repair = repairs.size() > 0;
      PacketQueue queue = repair ? repairs : media;
      Subscription subscription = queue.firstSubscription();
      PooledPacket packet = queue.firstPacket();
      int segment = queue.firstSegment();
      queue.removeFirst();
      recount();
      if (packet != null && subscription != null) {
        if (repair) {
          subscription.repair(packet, segment, now);
        } else {
          subscription.sendPaced(packet, segment, now);
        }
        packet.release();
      }
    }
  }

  /** Gives back what waits of one stream, and counts it. */
  void drop(Subscription subscription) {
    counters.add(MediaCounter.DROPPED_WAITING, media.drop(subscription));
    counters.add(MediaCounter.DROPPED_RTX_BUDGET, repairs.drop(subscription));
    recount();
  }

  /** Gives back what waits, and counts it. */
  void clear() {
    counters.add(MediaCounter.DROPPED_WAITING, media.clear());
    counters.add(MediaCounter.DROPPED_RTX_BUDGET, repairs.clear());
    recount();
  }
}
