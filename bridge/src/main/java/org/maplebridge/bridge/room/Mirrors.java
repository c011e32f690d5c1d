package org.maplebridge.bridge.room;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.receive.ReceivedSource;
import org.maplebridge.bridge.rtp.PooledPacket;

/** A source in the annexes of its room: what goes through their pipes. Home loop only. */
final class Mirrors implements Relay {

  /** The source in one annex. */
  private record Mirror(AnnexFeed feed, MirroredSource source) {}

  private final SourceInfo info;
  private final ReceivedSource received;
  private final MediaCounters counters;
  private final Door door = new Door();

  // Of each encoding, how often it has begun anew
  private final int[] runs;
  private Mirror[] mirrors = {};

  Mirrors(SourceInfo info, ReceivedSource received, MediaCounters counters) {
    this.info = info;
    this.received = received;
    this.counters = counters;
    runs = new int[received.encodings()];
  }

  /**
   * From now on it goes there too.
   *
   * @param clocks the last sender report of each encoding
   */
  void add(AnnexFeed feed, SenderClock[] clocks) {
    Annex annex = feed.annex();
    MirroredSource source =
        new MirroredSource(info, door, runs, annex.loop(), annex.home(), received::requestKeyFrame);
    mirrors = CopyOnWrite.with(mirrors, new Mirror(feed, source));
    annex.add(source);
    for (int encoding = 0; encoding < runs.length; encoding++) {
      if (clocks[encoding].isKnown()) {
        report(mirrors[mirrors.length - 1], encoding, clocks[encoding]);
      }
    }
  }

  /** The annex has closed. */
  void remove(AnnexFeed feed) {
    for (Mirror mirror : mirrors) {
      if (mirror.feed == feed) {
        mirrors = CopyOnWrite.without(mirrors, mirror);
      }
    }
  }

  @Override
  public void pass(PooledPacket packet) {
    int encoding = packet.encoding();
    for (Mirror mirror : mirrors) {
      boolean passed =
          mirror.feed.send(
              mirror.source,
              door.state(),
              runs[encoding],
              received.facts(encoding).height(),
              packet);
      if (passed) {
        counters.count(MediaCounter.PIPED);
      } else {
        counters.count(MediaCounter.DROPPED_PIPE_FULL);
        // What the receivers there cannot get by asking again
        received.requestKeyFrame(encoding);
      }
    }
  }

  /** An encoding begins anew, with other numbers: the next packet through the pipe tells. */
  void restart(int encoding) {
    runs[encoding]++;
  }

  void onSenderReport(int encoding, SenderClock clock) {
    for (Mirror mirror : mirrors) {
      report(mirror, encoding, clock);
    }
  }

  private void report(Mirror mirror, int encoding, SenderClock clock) {
    mirror.feed.report(mirror.source, door.state(), runs[encoding], encoding, clock);
  }

  /**
   * Opens or closes the door.
   *
   * @return completes when it holds in every annex
   */
  CompletionStage<Void> setOpen(boolean open) {
    door.setOpen(open);
    List<CompletableFuture<Void>> heeded = new ArrayList<>();
    for (Mirror mirror : mirrors) {
      heeded.add(mirror.feed.annex().calls().settle(mirror.source::heed));
    }
    return CompletableFuture.allOf(heeded.toArray(CompletableFuture[]::new));
  }

  /** The source has ended. */
  void end() {
    door.end();
    for (Mirror mirror : mirrors) {
      mirror.feed.annex().remove(mirror.source);
    }
    mirrors = new Mirror[0];
  }
}
