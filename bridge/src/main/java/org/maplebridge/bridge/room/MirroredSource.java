package org.maplebridge.bridge.room;

import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.pipe.PipedPacket;
import org.maplebridge.bridge.receive.StreamFacts;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.send.KeyFrameAsker;

/** A source of a room as an annex has it: what comes through the pipe, and who gets it. */
final class MirroredSource implements SubscribableSource {

  // Given
  private final SourceInfo info;
  private final Door door;
  private final RoomLoop loop;
  private final LoopCalls home;
  private final KeyFrameAsker sender;

  // The annex's loop only
  private final FanOut fanOut;
  private final StreamFacts[] streams;

  // Of each encoding, how often it has begun anew
  private final int[] runs;
  private final SourceLayers layers = new SourceLayers(this);
  private int heeded;
  private int asked;
  private boolean ended;

  /**
   * Made on the home loop, then the annex's.
   *
   * @param runs of each encoding, how often it has begun anew before
   * @param loop the annex's
   * @param home calls to the room's home loop
   * @param sender to be asked for key frames there
   */
  MirroredSource(
      SourceInfo info, Door door, int[] runs, RoomLoop loop, LoopCalls home, KeyFrameAsker sender) {
    this.info = info;
    this.door = door;
    this.loop = loop;
    this.home = home;
    this.sender = sender;
    fanOut = new FanOut(info, runs.length, Relay.NONE, loop.forwards(), loop.counters());
    this.runs = runs.clone();
    streams = new StreamFacts[runs.length];
    for (int i = 0; i < runs.length; i++) {
      streams[i] = new StreamFacts();
    }
    heeded = door.state();
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public boolean isOpen() {
    return Door.isOpen(heeded);
  }

  /** Whether the source has ended at home. Any thread. */
  boolean isEnded() {
    return door.isEnded();
  }

  @Override
  public int encodings() {
    return streams.length;
  }

  @Override
  public StreamFacts stream(int encoding) {
    return streams[encoding];
  }

  @Override
  public SourceLayers layers() {
    return layers;
  }

  @Override
  public FanOut fanOut() {
    return fanOut;
  }

  /** Follows the door: once it was closed, nothing of before leaves from here any more. */
  void heed() {
    loop.loop().assertInLoop();
    int now = door.state();
    if (now == heeded) {
      return;
    }
    boolean wasOpen = Door.isOpen(heeded);
    heeded = now;
    if (wasOpen) {
      fanOut.interrupt();
    }
  }

  /** Something came through the pipe. */
  void onPiped(PipedPacket piped) {
    if (ended) {
      return;
    }
    heed();
    if (runs[piped.encoding()] != piped.run()) {
      runs[piped.encoding()] = piped.run();
      fanOut.restart(piped.encoding());
    }
    if (piped.isReport()) {
      fanOut.onSenderReport(
          piped.encoding(), piped.ntpTime(), piped.rtpTime(), piped.arrivalNanos());
    } else if (piped.door() != heeded || !isOpen()) {
      loop.counters().count(MediaCounter.DROPPED_CLOSED);
    } else {
      onPacket(piped);
    }
  }

  private void onPacket(PipedPacket piped) {
    StreamFacts stream = streams[piped.encoding()];
    stream.arrived(piped.arrivalNanos());
    stream.height(piped.height());
    stream.rates().add(piped.temporal(), piped.payloadLength());
    PooledPacket packet = loop.pool().acquire();
    try {
      piped.copyTo(packet);
      fanOut.put(packet);
    } finally {
      packet.release();
    }
  }

  /** The sender is asked from the tick: for many packets once. */
  @Override
  public void askKeyFrame(int encoding) {
    asked |= 1 << encoding;
  }

  void tick(long now) {
    heed();
    for (StreamFacts stream : streams) {
      stream.rates().tick(now);
    }
    int wanted = asked;
    if (wanted != 0 && home.execute(() -> askAll(wanted))) {
      asked = 0;
    }
  }

  /** Home loop only. */
  private void askAll(int wanted) {
    for (int encoding = 0; encoding < streams.length; encoding++) {
      if ((wanted & 1 << encoding) != 0) {
        sender.askKeyFrame(encoding);
      }
    }
  }

  /** Ends the streams of its receivers. */
  void end() {
    loop.loop().assertInLoop();
    ended = true;
    fanOut.end();
  }
}
