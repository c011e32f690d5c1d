package org.maplebridge.bridge.send;

import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.rtp.PooledPacket;

/**
 * The last packets of a source, for whoever asks again. One history serves every receiver: each
 * maps its own sequence numbers back to those of the source.
 */
public final class PacketHistory {

  private final @Nullable PooledPacket[] slots;
  private final int mask;

  /**
   * @param capacity packets kept, a power of two
   */
  public PacketHistory(int capacity) {
    slots = new PooledPacket[capacity];
    mask = capacity - 1;
  }

  /** Keeps a packet in place of an older one. */
  public void put(PooledPacket packet) {
    int slot = (int) packet.extendedSequence() & mask;
    PooledPacket old = slots[slot];
    if (old != null) {
      if (old.extendedSequence() > packet.extendedSequence()) {
        return;
      }
      old.release();
    }
    slots[slot] = packet.retain();
  }

  /** The packet of an extended sequence number, still owned by the history. */
  public @Nullable PooledPacket get(long extendedSequence) {
    PooledPacket packet = slots[(int) extendedSequence & mask];
    return packet != null && packet.extendedSequence() == extendedSequence ? packet : null;
  }

  /** Gives every packet back. */
  public void clear() {
    for (int i = 0; i < slots.length; i++) {
      PooledPacket packet = slots[i];
      if (packet != null) {
        packet.release();
        slots[i] = null;
      }
    }
  }
}
