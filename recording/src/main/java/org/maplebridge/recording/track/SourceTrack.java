package org.maplebridge.recording.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.maplebridge.bridge.api.MediaPacket;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.container.StreamSpec;
import org.maplebridge.recording.container.TrackFile;

/** One source on its way into one file. Owned by the writer thread. */
public final class SourceTrack {

  /** A longer silence is written down. */
  private static final long SILENCE_MS = 2_000;

  /** Media time of a segment; also flushed by the clock, for sources that fall silent. */
  private static final long SEGMENT_MS = 1_000;

  private static final long FLUSH_NANOS = 900_000_000;
  private static final long KEY_FRAME_NANOS = 1_000_000_000;
  private static final long LONGEST_FRAME_MS = 200;

  // Passed by argument.
  private final SourceInfo source;
  private final Timeline timeline;
  private final SenderClock sender;
  private final TrackJournal journal;

  // Allocated by this.
  private final ReorderBuffer reorder;
  private final Unwrapper reportTimes = new Unwrapper(32);
  private final Depacketizer depacketizer;
  private final TrackClock clock;
  private Optional<OpenFile> file = Optional.empty();

  // Others.
  private boolean keyFrameNeeded;
  private long askedNanos;
  private long lost;
  private long droppedByQueue;
  private long endMs;
  private long lastMs;
  private long flushedMs;
  private long lastFlushNanos;

  /**
   * @param sender the clock of the participant, shared by all its sources
   */
  public SourceTrack(
      SourceInfo source, Timeline timeline, SenderClock sender, TrackJournal journal) {
    this.source = source;
    this.timeline = timeline;
    this.sender = sender;
    this.journal = journal;
    this.reorder = new ReorderBuffer(this::onUnit, this::onMissing);
    this.clock = new TrackClock(source.codec().clockRateHz());
    this.depacketizer =
        switch (source.codec()) {
          case OPUS -> new OpusDepacketizer();
          case VP8 -> new Vp8Depacketizer();
          case H264 -> new H264Depacketizer();
        };
    this.keyFrameNeeded = !source.kind().isAudio();
  }

  public SourceInfo source() {
    return source;
  }

  /** Takes over one reference. */
  public void packet(MediaPacket packet) throws IOException {
    guarded(() -> reorder.add(packet));
  }

  /** Packets that the recorder itself had to drop. */
  public void dropped(long count) {
    droppedByQueue += count;
  }

  public void senderReport(long ntpTime, long rtpTime, long arrivalNanos) {
    long placed = sender.place(SenderClock.nanos(ntpTime), timeline.atNanos(arrivalNanos));
    clock.correct(reportTimes.unwrap(rtpTime), placed);
  }

  /** To be called a few times a second: gives up late packets, brings what is there to the disk. */
  public void tick(long nowNanos) throws IOException {
    guarded(() -> reorder.release(nowNanos));
    askForKeyFrame(nowNanos);
    if (file.isPresent() && nowNanos - lastFlushNanos >= FLUSH_NANOS) {
      file.get().track().flush();
      lastFlushNanos = nowNanos;
    }
  }

  /** Writes what is left; where that fails, packets and file are given back all the same. */
  public void end() throws IOException {
    try {
      guarded(reorder::flush);
    } finally {
      reorder.abandon();
      close();
    }
  }

  private void close() throws IOException {
    Optional<OpenFile> closing = file;
    file = Optional.empty();
    if (closing.isPresent()) {
      closing.get().track().close();
    }
  }

  private void onMissing(long count) {
    lost += count;
  }

  private void onUnit(RtpUnit packet) {
    Optional<MediaFrame> frame = depacketizer.add(packet);
    if (depacketizer.lostFrame() && !keyFrameNeeded) {
      keyFrameNeeded = true;
      askForKeyFrame(packet.arrivalNanos());
    }
    frame.ifPresent(this::onFrame);
  }

  private void onFrame(MediaFrame frame) {
    if (!source.kind().isAudio()) {
      keyFrameNeeded &= !frame.key();
      if (keyFrameNeeded) {
        return;
      }
    }
    try {
      write(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(MediaFrame frame) throws IOException {
    long atMs = clock.at(frame.timestamp(), timeline.atNanos(frame.arrivalNanos())) / 1_000_000;
    Optional<OpenFile> open = file.isPresent() ? file : frame.spec().map(this::open);
    if (open.isEmpty()) {
      return;
    }
    boolean first = file.isEmpty();
    file = open;
    if (!first) {
      noteGap(open.get().path(), atMs);
    }
    lost = 0;
    long durationMs = durationMs(frame, atMs, first);
    if (first) {
      flushedMs = atMs;
    } else if (atMs - flushedMs >= SEGMENT_MS) {
      open.get().track().flush();
      flushedMs = atMs;
    }
    open.get().track().write(frame.data(), Math.max(atMs, 0), durationMs, frame.key());
    lastMs = atMs;
    endMs = atMs + durationMs;
  }

  private void noteGap(Path path, long atMs) throws IOException {
    if (lost > 0) {
      boolean ours = droppedByQueue > 0;
      journal.onGap(
          path, ours ? Gap.Cause.QUEUE : Gap.Cause.LOSS, Math.min(endMs, atMs), atMs, lost);
      droppedByQueue = Math.max(0, droppedByQueue - lost);
    } else if (atMs - endMs > SILENCE_MS) {
      journal.onGap(path, Gap.Cause.MUTED, endMs, atMs, 0);
    }
  }

  /** A picture lasts until the next one, which is not known yet; the last distance is a guess. */
  private long durationMs(MediaFrame frame, long atMs, boolean first) {
    if (frame.duration() > 0) {
      return frame.duration() * 1000 / source.codec().clockRateHz();
    }
    return first ? 0 : Math.clamp(atMs - lastMs, 0, LONGEST_FRAME_MS);
  }

  private OpenFile open(StreamSpec spec) {
    try {
      Path path = journal.newFile(source);
      return new OpenFile(
          path, new TrackFile(path, spec, segment -> journal.onSegment(path, segment)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void askForKeyFrame(long nowNanos) {
    if (keyFrameNeeded && (askedNanos == 0 || nowNanos - askedNanos >= KEY_FRAME_NANOS)) {
      askedNanos = nowNanos;
      journal.onKeyFrameNeeded(source);
    }
  }

  /** Brings back the disk errors that had to pass through callbacks. */
  private static void guarded(Runnable work) throws IOException {
    try {
      work.run();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private record OpenFile(Path path, TrackFile track) {}
}
