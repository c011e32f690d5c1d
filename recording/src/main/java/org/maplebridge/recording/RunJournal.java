package org.maplebridge.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.container.SegmentSink.WrittenSegment;
import org.maplebridge.recording.seal.Ledger;
import org.maplebridge.recording.seal.LedgerEntry;
import org.maplebridge.recording.store.RecordingFolder;
import org.maplebridge.recording.track.Timeline;
import org.maplebridge.recording.track.TrackJournal;

/** Carries what happens to the tracks of a run into its ledger. Owned by the writer thread. */
final class RunJournal implements TrackJournal {

  private final RecordingFolder folder;
  private final Ledger ledger;
  private final Timeline timeline;
  private final Consumer<String> requestKeyFrame;

  RunJournal(
      RecordingFolder folder, Ledger ledger, Timeline timeline, Consumer<String> requestKeyFrame) {
    this.folder = folder;
    this.ledger = ledger;
    this.timeline = timeline;
    this.requestKeyFrame = requestKeyFrame;
  }

  @Override
  public Path newFile(SourceInfo source) throws IOException {
    String extension = source.kind().isAudio() ? "mka" : "mkv";
    String kind = source.kind().name().toLowerCase(Locale.ROOT);
    Path file = folder.tracks().resolve("%03d-%s.%s".formatted(nextNumber(), kind, extension));
    ledger.append(
        new LedgerEntry.TrackOpened(
            folder.name(file),
            source.sourceId(),
            source.participantId(),
            source.kind(),
            source.codec()));
    ledger.force();
    return file;
  }

  private long nextNumber() throws IOException {
    try (Stream<Path> files = Files.list(folder.tracks())) {
      return files.count() + 1;
    }
  }

  @Override
  public void onSegment(Path file, WrittenSegment segment) throws IOException {
    ledger.append(
        new LedgerEntry.Segment(
            folder.name(file),
            segment.offset(),
            segment.length(),
            segment.digests().sha256(),
            segment.digests().sm3(),
            segment.fromMs(),
            segment.toMs(),
            segment.frames(),
            false));
  }

  @Override
  public void onGap(Path file, Gap.Cause cause, long fromMs, long toMs, long packets)
      throws IOException {
    Gap gap = new Gap(timeline.instant(fromMs), timeline.instant(toMs), cause, packets);
    ledger.append(new LedgerEntry.TrackGap(folder.name(file), gap));
  }

  @Override
  public void onKeyFrameNeeded(SourceInfo source) {
    requestKeyFrame.accept(source.sourceId());
  }
}
