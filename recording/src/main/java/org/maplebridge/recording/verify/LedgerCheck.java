package org.maplebridge.recording.verify;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.maplebridge.recording.seal.LedgerEntry;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerFile.PlacedLine;
import org.maplebridge.recording.seal.LedgerLine;
import org.maplebridge.recording.seal.SealingKey;

/** Checks a ledger by itself: its chain, its signed heads, its end. */
final class LedgerCheck {

  private final Path file;
  private final Trust trust;
  private final Report report;

  // As the lines go by.
  private String recordingId = "";
  private Optional<PublicKey> signer = Optional.empty();
  private final Map<String, Long> signedBefore = new HashMap<>();
  private boolean sealed;

  LedgerCheck(Path file, Trust trust, Report report) {
    this.file = file;
    this.trust = trust;
    this.report = report;
  }

  void run(LedgerFile ledger) {
    report.findings().ledgerLines(ledger.lines().size());
    ledger.breaks().forEach(b -> report.problem(file, b.offset(), b.length(), b.what()));
    if (!ledger.tail().isEmpty()) {
      long torn = ledger.tail().length() / 2;
      report.problem(file, ledger.wholeBytes(), torn, "the last ledger line is torn");
    }
    ledger.placed().forEach(this::check);
    if (!sealed) {
      report.problem(file, ledger.wholeBytes(), 0, "the recording was never sealed");
    }
  }

  private void check(PlacedLine placed) {
    if (sealed) {
      accuse(placed, "a ledger line was added after the seal");
    }
    switch (placed.line().entry()) {
      case LedgerEntry.Started started -> recordingId = started.recordingId();
      case LedgerEntry.Signer named -> name(placed, named);
      case LedgerEntry.Head head -> checkHead(placed, head);
      case LedgerEntry.Rebuilt rebuilt ->
          accuse(
              placed,
              "the ledger was found broken when the recorder came back; as it was found it is "
                  + rebuilt.file());
      case LedgerEntry.Sealed last -> sealed = true;
      default -> {}
    }
  }

  private void name(PlacedLine placed, LedgerEntry.Signer named) {
    signer = key(named.key());
    if (signer.isEmpty()) {
      accuse(placed, "this ledger line names no public key");
    } else if (!trust.accepts(signer.get())) {
      accuse(placed, "this ledger line names a key that is not trusted");
    }
  }

  private void checkHead(PlacedLine placed, LedgerEntry.Head head) {
    LedgerLine line = placed.line();
    Long replayed = signedBefore.putIfAbsent(head.signature(), line.n());
    if (replayed != null) {
      accuse(placed, "an old head is replayed here: it was signed for line " + replayed);
    } else if (!holds(line, head)) {
      accuse(placed, "the signature of the ledger's head does not hold here");
    }
  }

  private boolean holds(LedgerLine line, LedgerEntry.Head head) {
    byte[] statement = LedgerLine.headStatement(recordingId, line.n(), line.prev());
    try {
      byte[] signature = Base64.getDecoder().decode(head.signature());
      return signer.isPresent() && SealingKey.verify(signer.get(), statement, signature);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<PublicKey> key(String base64) {
    try {
      return Optional.of(SealingKey.readPublic(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void accuse(PlacedLine placed, String what) {
    report.problem(file, placed.offset(), placed.length(), what);
  }
}
