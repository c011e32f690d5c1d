package org.maplebridge.bridge.pipe;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.rtp.PooledPacket;

/**
 * A bounded ring from one thread to one other. What goes in is copied into a slot made beforehand,
 * so that neither side allocates, waits for the other or holds what belongs to it.
 *
 * @param <S> the sources packets are of
 */
public final class PacketPipe<S> {

  private final PipedPacket[] slots;
  private final @Nullable Object[] sources;
  private final int mask;

  // How many went in, and came out, since the beginning: each written by one side alone
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  // Writer only: how many are known to have come out
  private long knownRead;

  /**
   * @param capacity what can be on its way, a power of two
   */
  public PacketPipe(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("not a power of two: " + capacity);
    }
    slots = new PipedPacket[capacity];
    for (int i = 0; i < capacity; i++) {
      slots[i] = new PipedPacket();
    }
    sources = new Object[capacity];
    mask = capacity - 1;
  }

  /**
   * Puts a packet in. Writer only.
   *
   * @param door how the door of the source stands
   * @param run how often its encoding has begun anew
   * @param height pixels of the encoding's picture
   * @return false when the pipe is full
   */
  public boolean offer(S source, int door, int run, int height, PooledPacket packet) {
    if (isFull()) {
      return false;
    }
    next(source).set(door, run, height, packet);
    written.setRelease(written.getPlain() + 1);
    return true;
  }

  /**
   * Puts a sender report in. Writer only.
   *
   * @return false when the pipe is full
   */
  public boolean offerReport(
      S source, int door, int run, int encoding, long ntpTime, long rtpTime, long arrivalNanos) {
    if (isFull()) {
      return false;
    }
    next(source).set(door, run, encoding, ntpTime, rtpTime, arrivalNanos);
    written.setRelease(written.getPlain() + 1);
    return true;
  }

  private boolean isFull() {
    long count = written.getPlain();
    if (count - knownRead == slots.length) {
      knownRead = read.getAcquire();
    }
    return count - knownRead == slots.length;
  }

  private PipedPacket next(S source) {
    int slot = (int) written.getPlain() & mask;
    sources[slot] = source;
    return slots[slot];
  }

  /**
   * Takes out what is in now. Reader only.
   *
   * @return how much that was
   */
  public int drain(PipeOutlet<S> outlet) {
    long from = read.getPlain();
    long to = written.getAcquire();
    for (long at = from; at < to; at++) {
      int slot = (int) at & mask;
      try {
        outlet.onPiped(take(slot), slots[slot]);
      } finally {
        read.setRelease(at + 1);
      }
    }
    return (int) (to - from);
  }

  /** A source that has ended must not stay for the sake of a slot. */
  @SuppressWarnings("unchecked") // only sources are put in
  private S take(int slot) {
    Object source = Objects.requireNonNull(sources[slot]);
    sources[slot] = null;
    return (S) source;
  }

  /** How much is on its way, seen from either side. */
  public int waiting() {
    return (int) (written.getAcquire() - read.getAcquire());
  }
}
