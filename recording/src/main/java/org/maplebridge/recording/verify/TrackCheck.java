package org.maplebridge.recording.verify;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.maplebridge.recording.seal.LedgerEntry;
import org.maplebridge.recording.seal.LedgerEntry.Segment;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary.TrackSummary;
import org.maplebridge.recording.store.RecordingFolder;

/** Compares each track file with the segments its ledger lists. */
final class TrackCheck {

  private final RecordingFolder folder;
  private final Report report;

  TrackCheck(RecordingFolder folder, Report report) {
    this.folder = folder;
    this.report = report;
  }

  void run(List<TrackSummary> tracks, LedgerFile ledger) {
    List<Segment> all = tracks.stream().flatMap(track -> track.segments().stream()).toList();
    Set<Range> damaged = damaged(ledger);
    for (TrackSummary track : tracks) {
      Path file = folder.path().resolve(track.opened().file()).normalize();
      if (!file.startsWith(folder.tracks())) {
        report.problem(folder.ledger(), 0, 0, "the ledger names a file outside the folder");
      } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) || track.coveredBytes() > 0) {
        checkOrder(file, track.segments());
        report.read(
            file,
            read -> {
              new SegmentWalk(file, track.segments(), all, damaged, report).run();
              return true;
            });
      }
    }
  }

  /** Ranges the recorder itself found damaged when it came back. */
  private static Set<Range> damaged(LedgerFile ledger) {
    return ledger.lines().stream()
        .map(line -> line.entry())
        .filter(LedgerEntry.Damaged.class::isInstance)
        .map(LedgerEntry.Damaged.class::cast)
        .map(damaged -> new Range(damaged.file(), damaged.offset()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Whether the ledger's own list leaves no byte out and names none twice. */
  private void checkOrder(Path file, List<Segment> segments) {
    long expected = 0;
    for (Segment segment : segments) {
      long offset = segment.offset();
      if (offset > expected) {
        report.problem(file, expected, offset - expected, "the ledger lists no segment here");
      } else if (offset < expected) {
        report.problem(file, offset, expected - offset, "the ledger lists this twice");
      }
      expected = offset + segment.length();
    }
  }

  /** The beginning of a segment. */
  record Range(String file, long offset) {}
}
