package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary;
import org.maplebridge.recording.seal.Manifest;
import org.maplebridge.recording.seal.Sealer;
import org.maplebridge.recording.store.Digests;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.RecordingFolder;

/** Compares a folder with its signed manifest: every file, no other file, this ledger. */
final class ManifestCheck {

  private final RecordingFolder folder;
  private final Manifest manifest;
  private final Report report;

  ManifestCheck(RecordingFolder folder, Manifest manifest, Report report) {
    this.folder = folder;
    this.manifest = manifest;
    this.report = report;
  }

  void run(Optional<LedgerFile> ledger) {
    ledger.ifPresent(this::checkLedger);
    manifest.files().forEach(this::checkFile);
    report.read(folder.manifest(), file -> folder.originals()).stream()
        .flatMap(List::stream)
        .filter(this::isUnknown)
        .forEach(this::added);
  }

  private void checkFile(Manifest.SealedFile sealed) {
    Path file = folder.path().resolve(sealed.file());
    report.read(file, Found::of).ifPresent(found -> compare(file, sealed, found));
  }

  private void compare(Path file, Manifest.SealedFile sealed, Found found) {
    report.findings().files(1);
    report.checkSize(file, found.size(), sealed.bytes());
    boolean same = found.digests().equals(new Digests(sealed.sha256(), sealed.sm3()));
    if (!same && !report.accuses(file)) {
      report.problem(file, 0, found.size(), "the file was changed");
    }
  }

  private boolean isUnknown(Path file) {
    String name = folder.name(file);
    boolean seal = Sealer.isSeal(name) && !name.endsWith(".new");
    return !seal && manifest.files().stream().noneMatch(known -> known.file().equals(name));
  }

  private void added(Path file) {
    report
        .read(file, Files::size)
        .ifPresent(size -> report.problem(file, 0, size, "added after the seal"));
  }

  private void checkLedger(LedgerFile ledger) {
    Path file = folder.ledger();
    String id = LedgerSummary.of(ledger).recordingId().orElse("");
    if (!id.equals(manifest.order().recordingId())) {
      report.problem(
          file, 0, ledger.wholeBytes(), "this is the ledger of another recording: " + id);
    }
    int lines = ledger.lines().size();
    boolean same = lines == manifest.ledgerLines() && ledger.head().equals(manifest.ledgerHead());
    if (!same && lines < manifest.ledgerLines() && ledger.breaks().isEmpty()) {
      report.problem(
          file,
          ledger.wholeBytes(),
          0,
          "the ledger was set back to an old head: it has %d of its %d lines"
              .formatted(lines, manifest.ledgerLines()));
    } else if (!same && !report.accuses(file)) {
      report.problem(file, 0, ledger.wholeBytes(), "not the ledger that was sealed");
    }
  }

  /** A file as it lies there. */
  private record Found(long size, Digests digests) {
    static Found of(Path file) throws IOException {
      return new Found(Files.size(file), Hashing.digests(file));
    }
  }
}
