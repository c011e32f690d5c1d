package org.maplebridge.bridge.rtp;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Packets to be used again, of one owner thread. Only the owner acquires; whoever holds the last
 * reference gives back. Grows as needed and keeps what it made.
 */
public final class PacketPool {

  /** Packets other threads may have given back before the owner takes them in. */
  private static final int RETURN_QUEUE_CAPACITY = 4096;

  private static final int INITIAL_CAPACITY = 256;

  private final BooleanSupplier inOwner;

  // Owner only
  private PooledPacket[] free = new PooledPacket[INITIAL_CAPACITY];
  private int freeCount;
  private long acquired;
  private long returnedByOwner;

  // Any thread
  private final ArrayBlockingQueue<PooledPacket> returns =
      new ArrayBlockingQueue<>(RETURN_QUEUE_CAPACITY);
  private final LongAdder returnedByOthers = new LongAdder();

  /**
   * @param inOwner whether the calling thread is the owner
   */
  public PacketPool(BooleanSupplier inOwner) {
    this.inOwner = inOwner;
  }

  /** A packet with one reference, to be filled by the caller. Owner only. */
  public PooledPacket acquire() {
    assert inOwner.getAsBoolean() : "acquired on " + Thread.currentThread().getName();
    if (freeCount == 0) {
      takeReturns();
    }
    PooledPacket packet = freeCount > 0 ? free[--freeCount] : new PooledPacket(this);
    acquired++;
    packet.acquired();
    return packet;
  }

  private void takeReturns() {
    for (PooledPacket p = returns.poll(); p != null; p = returns.poll()) {
      push(p);
    }
  }

  private void push(PooledPacket packet) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * free.length);
    }
    free[freeCount++] = packet;
  }

  void giveBack(PooledPacket packet) {
    if (inOwner.getAsBoolean()) {
      returnedByOwner++;
      push(packet);
      return;
    }
    returnedByOthers.increment();
    // A full queue leaves the packet to the collector: rather garbage than a waiting thread
    boolean unused = returns.offer(packet);
  }

  /** Packets not given back yet. Owner only; 0 when nothing leaks. */
  public long outstanding() {
    return acquired - returnedByOwner - returnedByOthers.sum();
  }
}
