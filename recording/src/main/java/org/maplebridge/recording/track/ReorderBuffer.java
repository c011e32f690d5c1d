package org.maplebridge.recording.track;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.maplebridge.bridge.api.MediaPacket;

/**
 * Puts packets back into order. A missing packet is waited for, since it may come as a
 * retransmission, but not longer than half a second and not behind more than {@link #MOST} others.
 * Owned by the writer thread; holds one reference of each packet inside.
 */
final class ReorderBuffer {

  private static final long WAIT_NANOS = 500_000_000;
  private static final int MOST = 512;

  /** Further apart than any reordering: the sender began anew. */
  private static final long RESTART = 3_000;

  private final Consumer<RtpUnit> out;
  private final Consumer<Long> missing;
  private final TreeMap<Long, MediaPacket> waiting = new TreeMap<>();
  private Unwrapper sequences = new Unwrapper(16);
  private final Unwrapper timestamps = new Unwrapper(32);
  private long next = -1;
  private long late;

  /**
   * @param out gets packets in order; the payload is valid during the call
   * @param missing told how many packets are given up, before the packet after them
   */
  ReorderBuffer(Consumer<RtpUnit> out, Consumer<Long> missing) {
    this.out = out;
    this.missing = missing;
  }

  /** Takes over one reference. */
  void add(MediaPacket packet) {
    long sequence = sequences.unwrap(packet.sequenceNumber());
    if (next >= 0 && Math.abs(sequence - next) > RESTART) {
      flush();
      sequences = new Unwrapper(16);
      sequence = sequences.unwrap(packet.sequenceNumber());
      missing.accept(1L);
      next = sequence;
    }
    if (next < 0) {
      next = sequence;
    }
    if (sequence < next || waiting.putIfAbsent(sequence, packet) != null) {
      late++;
      packet.release();
      return;
    }
    release(packet.arrivalNanos());
  }

  /** Gives up what has been missing for too long. */
  void release(long nowNanos) {
    while (!waiting.isEmpty()) {
      Map.Entry<Long, MediaPacket> first = waiting.firstEntry();
      boolean inOrder = first.getKey() <= next;
      boolean tooLong = nowNanos - first.getValue().arrivalNanos() > WAIT_NANOS;
      if (!inOrder && !tooLong && waiting.size() <= MOST) {
        return;
      }
      deliver();
    }
  }

  /** Delivers all there is. */
  void flush() {
    while (!waiting.isEmpty()) {
      deliver();
    }
  }

  /** Gives back what is still waited for: nobody will write it. */
  void abandon() {
    waiting.values().forEach(MediaPacket::release);
    waiting.clear();
  }

  private void deliver() {
    Map.Entry<Long, MediaPacket> first = waiting.pollFirstEntry();
    MediaPacket packet = first.getValue();
    try {
      long skipped = first.getKey() - next;
      if (skipped > 0) {
        missing.accept(skipped);
      }
      next = first.getKey() + 1;
      out.accept(
          new RtpUnit(
              first.getKey(),
              timestamps.unwrap(packet.timestamp()),
              packet.marker(),
              skipped > 0,
              packet.arrivalNanos(),
              packet.payload()));
    } finally {
      packet.release();
    }
  }

  /** Packets that came after they were given up, or twice. */
  long late() {
    return late;
  }
}
