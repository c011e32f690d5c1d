package org.maplebridge.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.maplebridge.recording.seal.Ledger;
import org.maplebridge.recording.seal.LedgerEntry;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.RecordingFolder;

/**
 * Puts a recording in order whose process died: what is on disk is kept as it is, bytes written
 * after the last segment are hashed, a torn last line of the ledger moves into the line that tells
 * of the interruption.
 */
final class Recovery {

  private Recovery() {}

  /** Opens the ledger of a stopped or interrupted recording for going on. */
  static Ledger open(RecordingFolder folder, LedgerFile read, InstantSource clock)
      throws IOException {
    LedgerSummary summary = LedgerSummary.of(read);
    Ledger ledger = Ledger.append(folder.ledger(), read, clock);
    try {
      if (!summary.cleanEnd()) {
        ledger.append(new LedgerEntry.Interrupted(summary.lastWrittenAt(), read.tail()));
        for (LedgerSummary.TrackSummary track : summary.tracks()) {
          recover(folder, track, ledger);
        }
        ledger.force();
      }
      return ledger;
    } catch (IOException | RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  private static void recover(
      RecordingFolder folder, LedgerSummary.TrackSummary track, Ledger ledger) throws IOException {
    Path file = folder.path().resolve(track.opened().file());
    long covered = track.coveredBytes();
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size > covered) {
      ledger.append(
          new LedgerEntry.Segment(
              track.opened().file(),
              covered,
              size - covered,
              Hashing.range(file, covered, size - covered),
              track.toMs(),
              track.toMs(),
              0,
              true));
    } else if (size < covered) {
      ledger.append(
          new LedgerEntry.Fault(
              "%s has %d bytes, %d were written".formatted(track.opened().file(), size, covered)));
    }
  }
}
