package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary;
import org.maplebridge.recording.seal.Manifest;
import org.maplebridge.recording.store.RecordingFolder;

/** The checks of one recording's folder, from the finest to the coarsest. */
final class FolderCheck {

  private final RecordingFolder folder;
  private final Trust trust;
  private final Report report;

  FolderCheck(RecordingFolder folder, Trust trust, Report report) {
    this.folder = folder;
    this.trust = trust;
    this.report = report;
  }

  void run() {
    Optional<LedgerFile> ledger = report.read(folder.ledger(), LedgerFile::read);
    ledger.ifPresent(
        read -> {
          new LedgerCheck(folder.ledger(), trust, report).run(read);
          new TrackCheck(folder, report).run(LedgerSummary.of(read).tracks(), read);
        });
    SealCheck seal = new SealCheck(folder.path(), trust, report);
    Optional<Manifest> manifest = seal.signed(Manifest.class);
    manifest.ifPresent(signed -> new ManifestCheck(folder, signed, report).run(ledger));
    manifest.ifPresent(signed -> checkTimeStamp(signed, seal));
    if (Files.exists(folder.viewing())) {
      new ViewingCheck(folder, trust, report).run(manifest.isPresent());
    }
  }

  private void checkTimeStamp(Manifest manifest, SealCheck seal) {
    Path file = folder.timeStamp();
    if (manifest.timeStampAuthority().isPresent()) {
      new TimeStampCheck(folder, trust, report).run(seal);
    } else if (Files.exists(file) || Files.exists(folder.timeStampSignature())) {
      report.problem(file, 0, size(file), "the seal knows of no time stamp");
    }
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
