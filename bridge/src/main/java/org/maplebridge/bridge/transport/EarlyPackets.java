package org.maplebridge.bridge.transport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packets that overtook what is needed to read them: the peer's answer, or our keys. The first
 * media packets after a handshake are those of a key frame, and a few milliseconds save it.
 */
final class EarlyPackets {

  /** Receives a kept packet as if it came now. */
  @FunctionalInterface
  interface Replay {
    void onPacket(byte[] data, int length, long arrivalNanos);
  }

  private record Kept(ByteBuffer data, long arrivalNanos) {}

  private final int capacity;
  private final List<Kept> kept = new ArrayList<>();

  EarlyPackets(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a copy; false when there are too many already. */
  boolean keep(byte[] data, int length, long arrivalNanos) {
    if (kept.size() >= capacity) {
      return false;
    }
    kept.add(new Kept(ByteBuffer.wrap(Arrays.copyOf(data, length)), arrivalNanos));
    return true;
  }

  /** Hands them over in the order they came, and forgets them. */
  void replay(Replay target) {
    List<Kept> now = List.copyOf(kept);
    kept.clear();
    now.forEach(p -> target.onPacket(p.data().array(), p.data().remaining(), p.arrivalNanos()));
  }
}
