package org.maplebridge.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import org.maplebridge.recording.seal.Ledger;
import org.maplebridge.recording.seal.LedgerEntry;
import org.maplebridge.recording.seal.LedgerEntry.Segment;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary;
import org.maplebridge.recording.seal.LedgerSummary.TrackSummary;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.RecordingFolder;

/**
 * Puts a recording in order whose process died: what is on disk is kept as it is, bytes written
 * after the last segment are hashed, bytes that changed since they were hashed are marked, a torn
 * last line of the ledger moves into the line that tells of the interruption, a ledger that does
 * not fit is kept and begun anew with all its readable lines.
 */
final class Recovery {

  private final RecordingFolder folder;
  private final InstantSource clock;

  private Recovery(RecordingFolder folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Opens the ledger of a stopped or interrupted recording for going on. */
  static Ledger open(RecordingFolder folder, LedgerFile read, InstantSource clock)
      throws IOException {
    Recovery recovery = new Recovery(folder, clock);
    LedgerSummary summary = LedgerSummary.of(read);
    if (!read.breaks().isEmpty()) {
      recovery.rebuild(read, summary);
      LedgerFile rebuilt = LedgerFile.read(folder.ledger());
      return recovery.mark(rebuilt, LedgerSummary.of(rebuilt), read.tail());
    }
    return summary.cleanEnd()
        ? Ledger.append(folder.ledger(), read, clock)
        : recovery.mark(read, summary, read.tail());
  }

  /** Keeps a ledger as it was found, under a name of its own. */
  static Path keepFaulty(RecordingFolder folder) throws IOException {
    Files.createDirectories(folder.faulty());
    int number = 1;
    Path kept = faulty(folder, number);
    while (Files.exists(kept)) {
      number++;
      kept = faulty(folder, number);
    }
    Files.copy(folder.ledger(), kept);
    RecordingFolder.force(folder.faulty());
    return kept;
  }

  private static Path faulty(RecordingFolder folder, int number) {
    return folder.faulty().resolve("ledger-%03d.jsonl".formatted(number));
  }

  private void rebuild(LedgerFile read, LedgerSummary summary) throws IOException {
    Path kept = keepFaulty(folder);
    Path fresh = folder.ledger().resolveSibling(RecordingFolder.LEDGER + ".new");
    Files.deleteIfExists(fresh);
    try (Ledger ledger = Ledger.create(fresh, clock)) {
      if (summary.recordingId().isEmpty()) {
        ledger.append(
            new LedgerEntry.Started(
                folder.path().getFileName().toString(),
                summary.earliestLineAt().orElseGet(clock::instant),
                Hashing.hex(folder.order())));
      }
      ledger.copy(read.lines());
      ledger.append(
          new LedgerEntry.Rebuilt(
              folder.name(kept), Hashing.hex(kept), read.lines().size(), read.breaks().size()));
    }
    Files.move(
        fresh,
        folder.ledger(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    RecordingFolder.force(folder.path());
  }

  private Ledger mark(LedgerFile read, LedgerSummary summary, String tail) throws IOException {
    Ledger ledger = Ledger.append(folder.ledger(), read, clock);
    try {
      ledger.append(new LedgerEntry.Interrupted(summary.lastWrittenAt(), tail));
      for (TrackSummary track : summary.tracks()) {
        mark(track, ledger);
      }
      ledger.force();
      return ledger;
    } catch (IOException | RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  private void mark(TrackSummary track, Ledger ledger) throws IOException {
    String name = track.opened().file();
    Path file = folder.path().resolve(name);
    long size = Files.exists(file) ? Files.size(file) : 0;
    long covered = track.coveredBytes();
    for (Segment segment : track.segments()) {
      String found = size == 0 ? "" : Hashing.range(file, segment.offset(), segment.length());
      if (!found.equals(segment.sha256())) {
        ledger.append(new LedgerEntry.Damaged(name, segment.offset(), segment.length(), found));
      }
    }
    if (size > covered) {
      var digests = Hashing.digests(file, covered, size - covered);
      ledger.append(
          new Segment(
              name,
              covered,
              size - covered,
              digests.sha256(),
              digests.sm3(),
              track.toMs(),
              track.toMs(),
              0,
              true));
    }
  }
}
