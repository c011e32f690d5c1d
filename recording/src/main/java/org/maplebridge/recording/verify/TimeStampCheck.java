package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStamp;
import org.maplebridge.recording.store.RecordingFolder;

/** Checks the time stamp that a manifest promises. */
final class TimeStampCheck {

  private final RecordingFolder folder;
  private final Trust trust;
  private final Report report;

  TimeStampCheck(RecordingFolder folder, Trust trust, Report report) {
    this.folder = folder;
    this.trust = trust;
    this.report = report;
  }

  void run(SealCheck seal) {
    Path file = folder.timeStamp();
    if (!Files.exists(file)) {
      report.problem(file, 0, 0, "the time stamp is missing: not fetched yet, or removed");
      return;
    }
    Optional<byte[]> answer = report.read(file, Files::readAllBytes);
    Optional<byte[]> ours = report.read(folder.timeStampSignature(), Files::readAllBytes);
    Optional<byte[]> stamped = seal.signature();
    Optional<PublicKey> key = seal.key();
    if (answer.isEmpty() || ours.isEmpty() || stamped.isEmpty() || key.isEmpty()) {
      return;
    }
    report.findings().files(2);
    long size = answer.get().length;
    if (!SealingKey.verify(key.get(), answer.get(), ours.get())) {
      report.problem(file, 0, size, "the time stamp or our signature over it was changed");
      return;
    }
    issuers()
        .flatMap(issuers -> complaint(answer.get(), stamped.get(), issuers))
        .ifPresent(what -> report.problem(file, 0, size, what));
  }

  private Optional<byte[]> issuers() {
    return trust.issuers().or(() -> report.read(folder.authority(), Files::readAllBytes));
  }

  private static Optional<String> complaint(byte[] answer, byte[] stamped, byte[] issuers) {
    try {
      TimeStamp.check(answer, stamped, issuers);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
