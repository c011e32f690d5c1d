package org.maplebridge.bridge.room;

import java.util.concurrent.atomic.AtomicBoolean;
import org.maplebridge.bridge.pipe.PacketPipe;
import org.maplebridge.bridge.rtp.PooledPacket;

/**
 * The way from the home loop of a room into an annex. Only the home loop holds it: it goes with the
 * annex, whoever still holds an endpoint of that.
 */
final class AnnexFeed {

  /** A tenth of a second of 25 cameras in three encodings. */
  private static final int CAPACITY = 1024;

  private final Annex annex;
  private final PacketPipe<MirroredSource> pipe = new PacketPipe<>(CAPACITY);
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Runnable drain = this::drain;

  AnnexFeed(Annex annex) {
    this.annex = annex;
  }

  Annex annex() {
    return annex;
  }

  /**
   * Sends a packet on.
   *
   * @param door how the door of the source stands
   * @param run how often its encoding has begun anew
   * @param height pixels of the encoding's picture
   * @return false when the annex does not keep up
   */
  boolean send(MirroredSource source, int door, int run, int height, PooledPacket packet) {
    return pipe.offer(source, door, run, height, packet);
  }

  /** Sends a sender report on; one that finds the pipe full is followed by another. */
  void report(MirroredSource source, int door, int run, int encoding, SenderClock clock) {
    boolean unused =
        pipe.offerReport(source, door, run, encoding, clock.ntp(), clock.rtp(), clock.nanos());
  }

  /** Packets on their way. */
  int waiting() {
    return pipe.waiting();
  }

  /** Has what was sent taken out; nothing where that is under way already. */
  void wake() {
    if (pipe.waiting() > 0
        && woken.compareAndSet(false, true)
        && !annex.loop().loop().execute(drain)) {
      // Counted by the loop; the next burst tries again
      woken.set(false);
    }
  }

  /** On the annex's loop. */
  private void drain() {
    annex.loop().loop().assertInLoop();
    woken.set(false);
    int unused = pipe.drain(MirroredSource::onPiped);
  }
}
