package org.maplebridge.bridge.send;

import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.rtp.PooledPacket;

/** Packets that wait for their turn to leave, each with the stream it is for. Bounded. */
final class PacketQueue {
  private final int capacity;
  private final @Nullable PooledPacket[] packets;
  private final @Nullable Subscription[] subscriptions;
  private final int[] segments;
  private int head;
  private int size;

  PacketQueue(int capacity) {
    this.capacity = capacity;
    packets = new PooledPacket[capacity];
    subscriptions = new Subscription[capacity];
    segments = new int[capacity];
  }

  int size() {
    return size;
  }

  /**
   * Lets a packet wait.
   *
   * @param segment where the subscription's rewriter has found it
   * @return false where there is no room
   */
  boolean add(Subscription subscription, PooledPacket packet, int segment) {
    if (size == capacity) {
      return false;
    }
    int at = (head + size) % capacity;
    packets[at] = packet.retain();
    subscriptions[at] = subscription;
    segments[at] = segment;
    size++;
    return true;
  }

  boolean contains(Subscription subscription, PooledPacket packet) {
    for (int i = 0; i < size; i++) {
      int at = (head + i) % capacity;
      if (packets[at] == packet && subscriptions[at] == subscription) {
        return true;
      }
    }
    return false;
  }

  /** Whom the first is for, null where it was given back meanwhile. */
  @Nullable Subscription firstSubscription() {
    return subscriptions[head];
  }

  /** The first, null where it was given back meanwhile. */
  @Nullable PooledPacket firstPacket() {
    return packets[head];
  }

  int firstSegment() {
    return segments[head];
  }

  /** Forgets the first; whoever has taken its packet gives it back. */
  void removeFirst() {
    packets[head] = null;
    subscriptions[head] = null;
    head = (head + 1) % capacity;
    size--;
  }

  /** Gives back what waits for one stream, and returns how many there were. */
  int drop(Subscription subscription) {
    int dropped = 0;
    for (int i = 0; i < size; i++) {
      int at = (head + i) % capacity;
      PooledPacket packet = packets[at];
      if (subscriptions[at] == subscription && packet != null) {
        packet.release();
        packets[at] = null;
        subscriptions[at] = null;
        dropped++;
      }
    }
    return dropped;
  }

  /** Gives back everything, and returns how many there were. */
  int clear() {
    int dropped = 0;
    while (size > 0) {
      PooledPacket packet = packets[head];
      removeFirst();
      if (packet != null) {
        packet.release();
        dropped++;
      }
    }
    return dropped;
  }
}
