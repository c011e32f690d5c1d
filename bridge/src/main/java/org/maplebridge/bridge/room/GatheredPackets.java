package org.maplebridge.bridge.room;

import org.maplebridge.bridge.rtp.PooledPacket;

/** The packets of a source that will be forwarded together. Loop only. */
final class GatheredPackets {

  /** A read of the network seldom brings as many. */
  static final int CAPACITY = 64;

  /**
   * How long the packets of a picture wait for its last one, which the marker bit tells (RFC 7741
   * section 4.1, RFC 6184 section 5.1). No receiver can show the picture before, and what leaves
   * together costs half; but a sender who paces, or whose last packet is lost, must not hold up the
   * others.
   */
  static final long PICTURE_NANOS = 1_000_000;

  private final boolean pictures;
  private final PooledPacket[] packets = new PooledPacket[CAPACITY];
  private int count;

  /** Of each encoding, the newest packet so far. */
  private final long[] newest;

  private boolean pictureGoesOn;

  /**
   * @param pictures whether of a camera or a screen
   * @param encodings of the source
   */
  GatheredPackets(boolean pictures, int encodings) {
    this.pictures = pictures;
    newest = new long[encodings];
  }

  /** Retains a packet until {@link #release()}. */
  void add(PooledPacket packet) {
    boolean isNewest = packet.extendedSequence() > newest[packet.encoding()];
    if (isNewest) {
      newest[packet.encoding()] = packet.extendedSequence();
    }
    // One that was lost or overtaken has been waited for already
    pictureGoesOn = pictures && isNewest && !packet.marker();
    packets[count++] = packet.retain();
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count == CAPACITY;
  }

  int count() {
    return count;
  }

  PooledPacket get(int index) {
    return packets[index];
  }

  /** When the last one came; 0 without any. */
  long lastArrivalNanos() {
    return count == 0 ? 0 : packets[count - 1].arrivalNanos();
  }

  /** Whether the rest of the picture is worth waiting for. */
  boolean awaitMore(long now) {
    return count > 0 && pictureGoesOn && now - packets[0].arrivalNanos() < PICTURE_NANOS;
  }

  /** Gives them back. */
  void release() {
    for (int i = 0; i < count; i++) {
      packets[i].release();
    }
    count = 0;
  }

  /** An encoding begins anew, with other numbers. */
  void restart(int encoding) {
    newest[encoding] = 0;
  }
}
