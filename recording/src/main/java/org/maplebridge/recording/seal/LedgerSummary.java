package org.maplebridge.recording.seal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private Optional<LedgerEntry> last = Optional.empty();

  /** Reads lines in order. */
  public static LedgerSummary of(LedgerFile ledger) {
    LedgerSummary summary = new LedgerSummary();
    ledger.lines().forEach(summary::add);
    return summary;
  }

  private void add(LedgerLine line) {
    last = Optional.of(line.entry());
    switch (line.entry()) {
      case LedgerEntry.Started started -> {
        startedAt = Optional.of(started.startedAt());
        reached(started.startedAt());
      }
      case LedgerEntry.Reordered reordered -> orderFile = reordered.file();
      case LedgerEntry.Interrupted cut -> interrupted = true;
      case LedgerEntry.Resumed resumed -> {
        gaps.add(new Gap(resumed.from(), resumed.to(), resumed.cause(), 0));
        reached(resumed.to());
      }
      case LedgerEntry.TrackOpened opened -> tracks.put(opened.file(), new TrackSummary(opened));
      case LedgerEntry.Segment segment -> {
        track(segment.file()).ifPresent(track -> track.add(segment));
        reached(startedAt().plusMillis(segment.toMs()));
      }
      case LedgerEntry.TrackGap gap ->
          track(gap.file()).ifPresent(track -> track.gaps().add(gap.gap()));
      case LedgerEntry.Noted noted ->
          events.add(
              new Manifest.Event(
                  line.at(),
                  new TimelineEvent(noted.what(), noted.participantId(), noted.detail())));
      case LedgerEntry.Stopped stopped -> reached(stopped.stoppedAt());
      case LedgerEntry.Fault fault -> interrupted = true;
      case LedgerEntry.Sealed sealed -> {
        return;
      }
    }
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
            entry -> entry instanceof LedgerEntry.Stopped || entry instanceof LedgerEntry.Sealed)
        .isPresent();
  }

  public boolean sealed() {
    return last.filter(LedgerEntry.Sealed.class::isInstance).isPresent();
  }

  public List<TrackSummary> tracks() {
    return List.copyOf(tracks.values());
  }

  public List<Gap> gaps() {
    return List.copyOf(gaps);
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
