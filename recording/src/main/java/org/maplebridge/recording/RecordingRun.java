package org.maplebridge.recording;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.recording.api.LiveRecording;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.recording.seal.Ledger;
import org.maplebridge.recording.seal.LedgerEntry;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.store.RecordingRoot;
import org.maplebridge.recording.tap.RoomTap;
import org.maplebridge.recording.tap.TapEvent;
import org.maplebridge.recording.track.SenderClock;
import org.maplebridge.recording.track.SourceTrack;
import org.maplebridge.recording.track.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One uninterrupted run of the recorder: one tap, one writer thread, one file per source. Whatever
 * happens to the writer, the room only ever meets the tap, which drops what it cannot hold.
 */
final class RecordingRun implements LiveRecording {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingRun.class);

  private static final int QUEUE_PACKETS = 8_192;
  private static final long POLL_MILLIS = 100;
  private static final long TICK_NANOS = 250_000_000;
  private static final long SPACE_NANOS = 5_000_000_000L;
  private static final long SIGN_NANOS = 60_000_000_000L;
  private static final long QUIET_NANOS = 5_000_000_000L;
  private static final long UNSUBSCRIBE_SECONDS = 5;

  // Passed by argument.
  private final String recordingId;
  private final RecordingRoot root;
  private final BridgeRoom room;
  private final RecordingListener listener;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Timeline timeline;
  private final Ledger ledger;
  private final SealingKey key;
  private final Runnable onEnd;

  // Allocated by this. Any thread.
  private final RoomTap tap = new RoomTap(QUEUE_PACKETS);
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final Thread writer;
  private volatile @Nullable Ending ending;
  private final AtomicLong beats = new AtomicLong();
  private volatile boolean stalled;

  // Accessed by the writer thread.
  private final RunJournal journal;
  private final Map<String, SourceTrack> tracks = new HashMap<>();
  private final Map<String, SenderClock> senders = new HashMap<>();
  private long toldDrops;
  private long lastDropNanos;
  private boolean dropping;
  private long lastTickNanos;
  private long lastSpaceNanos;
  private long lastSignNanos;

  RecordingRun(
      String recordingId,
      RecordingRoot root,
      BridgeRoom room,
      RecordingListener listener,
      InstantSource clock,
      LongSupplier nanoTime,
      Timeline timeline,
      Ledger ledger,
      SealingKey key,
      Runnable onEnd) {
    this.recordingId = recordingId;
    this.root = root;
    this.room = room;
    this.listener = listener;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.timeline = timeline;
    this.ledger = ledger;
    this.key = key;
    this.onEnd = onEnd;
    this.journal =
        new RunJournal(root.folder(recordingId), ledger, timeline, room::requestKeyFrame);
    // A platform thread: it lives inside FFmpeg and fsync, which a virtual thread cannot leave.
    this.writer = Thread.ofPlatform().daemon().name("recording-writer").unstarted(this::run);
  }

  void begin() {
    lastTickNanos = nanoTime.getAsLong();
    lastSpaceNanos = lastTickNanos;
    lastSignNanos = lastTickNanos;
    writer.start();
    room.addSubscriber(tap);
    LOG.info("recording {} started", recordingId);
  }

  @Override
  public String recordingId() {
    return recordingId;
  }

  @Override
  public void note(TimelineEvent event) {
    tap.event(new TapEvent.Noted(event));
  }

  @Override
  public CompletionStage<Void> stop(String reason) {
    return end(new Ending(reason, false));
  }

  @Override
  public CompletionStage<Void> pause(String ground) {
    return end(new Ending(ground, true));
  }

  private CompletionStage<Void> end(Ending how) {
    return room.removeSubscriber(tap)
        .toCompletableFuture()
        .copy()
        .orTimeout(UNSUBSCRIBE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(failure -> null)
        .thenCompose(
            done -> {
              askToEnd(how);
              return stopped;
            });
  }

  private void askToEnd(Ending how) {
    tap.close();
    if (ending == null) {
      ending = how;
    }
  }

  /** Grows as long as the writer is not held up by its disk. Any thread. */
  long beats() {
    return beats.get();
  }

  /** The writer has been held up for longer than may pass unseen. Any thread. */
  void onStall() {
    stalled = true;
    LOG.warn("recording {}: the disk does not answer", recordingId);
    listener.onFault("录制磁盘没有响应，内容暂存在内存中，可能丢失");
  }

  private void run() {
    assert Thread.currentThread() == writer;
    try {
      Ending how = writeUntilEnded();
      for (SourceTrack track : tracks.values()) {
        track.end();
      }
      ledger.append(how.entry(clock.instant()));
      ledger.sign(recordingId, key);
      ledger.close();
      LOG.info("recording {} stopped: {}", recordingId, how.reason());
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(e);
    } finally {
      end();
    }
  }

  private Ending writeUntilEnded() throws IOException, InterruptedException {
    while (true) {
      beats.incrementAndGet();
      Ending how = ending;
      TapEvent event = tap.poll(how == null ? POLL_MILLIS : 0);
      if (event != null) {
        handle(event);
      } else if (how != null) {
        return how;
      }
      long now = nanoTime.getAsLong();
      if (now - lastTickNanos >= TICK_NANOS) {
        lastTickNanos = now;
        tick(now);
      }
    }
  }

  private void handle(TapEvent event) throws IOException {
    switch (event) {
      case TapEvent.SourceAdded added -> track(added.source());
      case TapEvent.Packet packet -> track(packet.source()).packet(packet.packet());
      case TapEvent.Dropped dropped -> track(dropped.source()).dropped(dropped.count());
      case TapEvent.SenderReport report ->
          track(report.source())
              .senderReport(report.ntpTime(), report.rtpTime(), report.arrivalNanos());
      case TapEvent.SourceEnded ended -> endTrack(ended.source());
      case TapEvent.Noted noted ->
          ledger.append(
              new LedgerEntry.Noted(
                  noted.event().what(), noted.event().participantId(), noted.event().detail()));
    }
  }

  private SourceTrack track(SourceInfo source) {
    return tracks.computeIfAbsent(
        source.sourceId(),
        id ->
            new SourceTrack(
                source,
                timeline,
                senders.computeIfAbsent(source.participantId(), p -> new SenderClock()),
                journal));
  }

  private void endTrack(SourceInfo source) throws IOException {
    SourceTrack track = tracks.remove(source.sourceId());
    if (track != null) {
      track.end();
    }
  }

  private void tick(long now) throws IOException {
    for (SourceTrack track : tracks.values()) {
      track.tick(now);
    }
    tellDrops(now);
    tellStall();
    if (now - lastSignNanos >= SIGN_NANOS) {
      lastSignNanos = now;
      ledger.sign(recordingId, key);
    }
    if (now - lastSpaceNanos >= SPACE_NANOS) {
      lastSpaceNanos = now;
      watchSpace();
    }
    ledger.force();
  }

  private void tellDrops(long now) throws IOException {
    long drops = tap.dropped() + tap.eventsLost();
    if (drops > toldDrops) {
      String sentence = "录制来不及写入，丢失了 %d 个数据包，缺口已记入台账".formatted(drops - toldDrops);
      toldDrops = drops;
      ledger.append(new LedgerEntry.Fault(sentence));
      LOG.warn("recording {} dropped packets, {} so far", recordingId, drops);
      listener.onFault(sentence);
      dropping = true;
      lastDropNanos = now;
    } else if (dropping && now - lastDropNanos >= QUIET_NANOS) {
      dropping = false;
      listener.onRecovered();
    }
  }

  private void tellStall() throws IOException {
    if (stalled) {
      stalled = false;
      ledger.append(new LedgerEntry.Fault("The disk did not answer for more than two seconds"));
      if (!dropping) {
        listener.onRecovered();
      }
    }
  }

  /** Ends in order while there is still room for the last lines. */
  private void watchSpace() throws IOException {
    long free = root.freeBytes();
    if (ending == null && free < root.leastFreeBytes() / 4) {
      listener.onFault("录制磁盘将满，录制已停止；已录内容完好");
      var stopping = stop("disk-low");
      LOG.warn("recording {} stops, the disk is nearly full: {}", recordingId, stopping);
    }
  }

  private void fail(Exception failure) {
    LOG.error("recording {} stopped by a fault", recordingId, failure);
    tap.close();
    room.removeSubscriber(tap);
    listener.onFault("录制发生故障，已停止；此前的内容已保存，请重新开始录制");
    quietly(root::freeReserve);
    for (SourceTrack track : tracks.values()) {
      quietly(track::end);
    }
    quietly(() -> ledger.append(new LedgerEntry.Fault("The recorder failed: " + failure)));
    quietly(ledger::close);
  }

  private void quietly(DiskWork work) {
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      LOG.warn("recording {} after its fault: {}", recordingId, e.toString());
    }
  }

  /** Gives back packets that nobody will write. */
  private void end() {
    try {
      for (TapEvent left = tap.poll(0); left != null; left = tap.poll(0)) {
        if (left instanceof TapEvent.Packet packet) {
          packet.packet().release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    onEnd.run();
    stopped.complete(null);
  }

  /** How a run ends when nothing fails. */
  private record Ending(String reason, boolean pause) {
    LedgerEntry entry(Instant at) {
      return pause ? new LedgerEntry.Paused(reason, at) : new LedgerEntry.Stopped(reason, at);
    }
  }

  /** Work that may find the disk full. */
  private interface DiskWork {
    void run() throws IOException;
  }
}
