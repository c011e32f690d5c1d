package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.maplebridge.recording.seal.LedgerEntry.Segment;
import org.maplebridge.recording.seal.LedgerSummary;
import org.maplebridge.recording.seal.LedgerSummary.TrackSummary;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.RecordingFolder;

/** Compares each track file with the segments its ledger lists. */
final class TrackCheck {

  private final FolderCheck report;
  private final RecordingFolder folder;
  private final Findings findings;

  TrackCheck(FolderCheck report, RecordingFolder folder, Findings findings) {
    this.report = report;
    this.folder = folder;
    this.findings = findings;
  }

  void run(LedgerSummary summary) throws IOException {
    for (TrackSummary track : summary.tracks()) {
      Path file = folder.path().resolve(track.opened().file()).normalize();
      if (!file.startsWith(folder.tracks())) {
        report.problem(folder.ledger(), 0, 0, "the ledger names a file outside the folder");
      } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        check(file, track);
      } else if (track.coveredBytes() > 0) {
        report.missing(file);
      }
    }
  }

  private void check(Path file, TrackSummary track) throws IOException {
    long size = Files.size(file);
    long expected = 0;
    for (Segment segment : track.segments()) {
      findings.segment();
      if (segment.offset() > expected) {
        report.problem(
            file, expected, segment.offset() - expected, "the ledger lists no segment here");
      } else if (segment.offset() < expected) {
        report.problem(
            file, segment.offset(), expected - segment.offset(), "the ledger lists this twice");
      }
      checkSegment(file, size, segment);
      expected = segment.offset() + segment.length();
    }
    if (size > expected) {
      report.problem(file, expected, size - expected, "the ledger lists no segment here");
    }
  }

  private void checkSegment(Path file, long size, Segment segment) throws IOException {
    if (segment.offset() + segment.length() > size) {
      report.problem(file, segment.offset(), segment.length(), "this segment is cut off");
    } else if (!Hashing.range(file, segment.offset(), segment.length()).equals(segment.sha256())) {
      report.problem(file, segment.offset(), segment.length(), "this segment's bytes were changed");
    }
  }
}
