package org.maplebridge.recording.seal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.recording.store.RecordingFolder;

/** What the lines of a ledger add up to. */
public final class LedgerSummary {

  private final Map<String, TrackSummary> tracks = new LinkedHashMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Manifest.Event> events = new ArrayList<>();
  private Optional<Instant> startedAt = Optional.empty();
  private Instant lastWrittenAt = Instant.EPOCH;
  private boolean interrupted;
  private String orderFile = RecordingFolder.ORDER;
  private Optional<String> recordingId = Optional.empty();
  private Optional<Instant> earliestLineAt = Optional.empty();
  private Optional<String> signer = Optional.empty();
  private Optional<Gap> open = Optional.empty();
  private Optional<LedgerEntry> last = Optional.empty();

  /** Reads lines in order. */
  public static LedgerSummary of(LedgerFile ledger) {
    LedgerSummary summary = new LedgerSummary();
    ledger.lines().forEach(summary::add);
    return summary;
  }

  private void add(LedgerLine line) {
    earliestLineAt = earliestLineAt.or(() -> Optional.of(line.at()));
    boolean vouches =
        line.entry() instanceof LedgerEntry.Head || line.entry() instanceof LedgerEntry.Signer;
    if (!vouches) {
      last = Optional.of(line.entry());
    }
    switch (line.entry()) {
      case LedgerEntry.Started started -> start(started);
      case LedgerEntry.Reordered reordered -> orderFile = reordered.file();
      case LedgerEntry.Signer named -> signer = Optional.of(named.key());
      case LedgerEntry.Head head -> {}
      case LedgerEntry.Rebuilt rebuilt -> interrupted = true;
      case LedgerEntry.Damaged damaged -> track(damaged.file()).ifPresent(t -> damage(t, damaged));
      case LedgerEntry.Interrupted cut -> interrupt(line.at());
      case LedgerEntry.Resumed resumed -> resume(resumed);
      case LedgerEntry.TrackOpened opened -> tracks.put(opened.file(), new TrackSummary(opened));
      case LedgerEntry.Segment segment -> {
        track(segment.file()).ifPresent(track -> track.add(segment));
        reached(startedAt().plusMillis(segment.toMs()));
      }
      case LedgerEntry.TrackGap gap ->
          track(gap.file()).ifPresent(track -> track.gaps().add(gap.gap()));
      case LedgerEntry.Noted noted ->
          event(line, noted.what(), noted.participantId(), noted.detail());
      case LedgerEntry.Paused paused -> {
        event(line, "recording-paused", Optional.empty(), Optional.of(paused.reason()));
        reached(paused.pausedAt());
      }
      case LedgerEntry.Stopped stopped -> reached(stopped.stoppedAt());
      case LedgerEntry.Fault fault -> interrupted = true;
      case LedgerEntry.Sealed sealed -> {}
    }
  }

  private void start(LedgerEntry.Started started) {
    recordingId = Optional.of(started.recordingId());
    startedAt = Optional.of(started.startedAt());
    reached(started.startedAt());
  }

  /** Until it is resumed, all that is known is that nothing came before the recorder was back. */
  private void interrupt(Instant foundAt) {
    interrupted = true;
    open = Optional.of(new Gap(lastWrittenAt, foundAt, Gap.Cause.INTERRUPTED, 0));
  }

  private void resume(LedgerEntry.Resumed resumed) {
    open = Optional.empty();
    gaps.add(new Gap(resumed.from(), resumed.to(), resumed.cause(), 0));
    reached(resumed.to());
  }

  private void damage(TrackSummary track, LedgerEntry.Damaged damaged) {
    track.segments().stream()
        .filter(segment -> segment.offset() == damaged.offset())
        .map(
            segment ->
                new Gap(
                    startedAt().plusMillis(segment.fromMs()),
                    startedAt().plusMillis(segment.toMs()),
                    Gap.Cause.DAMAGED,
                    0))
        .forEach(track.gaps()::add);
  }

  private void event(
      LedgerLine line, String what, Optional<String> participantId, Optional<String> detail) {
    events.add(new Manifest.Event(line.at(), new TimelineEvent(what, participantId, detail)));
  }

  private Optional<TrackSummary> track(String file) {
    return Optional.ofNullable(tracks.get(file));
  }

  private void reached(Instant instant) {
    if (instant.isAfter(lastWrittenAt)) {
      lastWrittenAt = instant;
    }
  }

  /** The zero of the time line. */
  public Instant startedAt() {
    return startedAt.orElse(Instant.EPOCH);
  }

  public Instant lastWrittenAt() {
    return lastWrittenAt;
  }

  /** Name of the order in force. */
  public String orderFile() {
    return orderFile;
  }

  public double seconds() {
    return Duration.between(startedAt(), lastWrittenAt).toMillis() / 1000.0;
  }

  public boolean interrupted() {
    return interrupted;
  }

  /** Whether the last run ended as it should. */
  public boolean cleanEnd() {
    return last.filter(
            entry ->
                entry instanceof LedgerEntry.Stopped
                    || entry instanceof LedgerEntry.Paused
                    || entry instanceof LedgerEntry.Sealed)
        .isPresent();
  }

  /** Whether the last run was paused, to be resumed. */
  public boolean paused() {
    return last.filter(LedgerEntry.Paused.class::isInstance).isPresent();
  }

  public boolean sealed() {
    return last.filter(LedgerEntry.Sealed.class::isInstance).isPresent();
  }

  public List<TrackSummary> tracks() {
    return List.copyOf(tracks.values());
  }

  public List<Gap> gaps() {
    return Stream.concat(gaps.stream(), open.stream()).toList();
  }

  public Optional<String> recordingId() {
    return recordingId;
  }

  /** When the first line was written. */
  public Optional<Instant> earliestLineAt() {
    return earliestLineAt;
  }

  /** The key named last, as in {@link LedgerEntry.Signer}. */
  Optional<String> signer() {
    return signer;
  }

  public List<Manifest.Event> events() {
    return List.copyOf(events);
  }

  /** One file's lines added up. */
  public static final class TrackSummary {
    private final LedgerEntry.TrackOpened opened;
    private final List<LedgerEntry.Segment> segments = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();

    TrackSummary(LedgerEntry.TrackOpened opened) {
      this.opened = opened;
    }

    private void add(LedgerEntry.Segment segment) {
      segments.add(segment);
    }

    public LedgerEntry.TrackOpened opened() {
      return opened;
    }

    public List<LedgerEntry.Segment> segments() {
      return segments;
    }

    public List<Gap> gaps() {
      return gaps;
    }

    /** Bytes covered by segments. */
    public long coveredBytes() {
      return segments.stream().mapToLong(LedgerEntry.Segment::length).sum();
    }

    public long fromMs() {
      return segments.stream().mapToLong(LedgerEntry.Segment::fromMs).min().orElse(0);
    }

    public long toMs() {
      return segments.stream().mapToLong(LedgerEntry.Segment::toMs).max().orElse(0);
    }

    public long frames() {
      return segments.stream().mapToLong(LedgerEntry.Segment::frames).sum();
    }

    public long packetsLost() {
      return gaps.stream().mapToLong(Gap::packets).sum();
    }
  }
}
