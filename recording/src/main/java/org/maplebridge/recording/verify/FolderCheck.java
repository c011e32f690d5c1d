package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.maplebridge.recording.seal.LedgerFile;
import org.maplebridge.recording.seal.LedgerSummary;
import org.maplebridge.recording.seal.Manifest;
import org.maplebridge.recording.seal.Sealer;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.ViewingManifest;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;
import org.maplebridge.recording.store.RecordingFolder;

/** The checks of one recording's folder, from the finest to the coarsest. */
final class FolderCheck {

  private final Path base;
  private final RecordingFolder folder;
  private final Optional<PublicKey> trusted;
  private final Findings findings;

  FolderCheck(Path base, RecordingFolder folder, Optional<PublicKey> trusted, Findings findings) {
    this.base = base;
    this.folder = folder;
    this.trusted = trusted;
    this.findings = findings;
  }

  void run() throws IOException {
    Optional<LedgerFile> ledger = checkLedger();
    if (ledger.isPresent()) {
      new TrackCheck(this, folder, findings).run(LedgerSummary.of(ledger.get()));
    }
    Optional<byte[]> sealed = checkSignature(folder.path());
    if (sealed.isPresent()) {
      parse(folder.manifest(), sealed.get(), Manifest.class)
          .ifPresent(manifest -> checkManifest(manifest, ledger));
    }
    if (Files.exists(folder.viewing())) {
      checkViewing(sealed);
    }
  }

  private Optional<LedgerFile> checkLedger() throws IOException {
    Path file = folder.ledger();
    if (!Files.exists(file)) {
      missing(file);
      return Optional.empty();
    }
    LedgerFile ledger = LedgerFile.read(file);
    findings.ledgerLines(ledger.lines().size());
    ledger.breaks().forEach(b -> problem(file, b.offset(), b.length(), b.what()));
    if (!ledger.tail().isEmpty()) {
      problem(
          file, ledger.wholeBytes(), ledger.tail().length() / 2, "the last ledger line is torn");
    }
    if (!LedgerSummary.of(ledger).sealed()) {
      problem(file, ledger.wholeBytes(), 0, "the recording was never sealed");
    }
    return Optional.of(ledger);
  }

  /** The bytes of a folder's manifest if its signature holds. */
  private Optional<byte[]> checkSignature(Path signed) throws IOException {
    Path manifest = signed.resolve(RecordingFolder.MANIFEST);
    Path signature = signed.resolve(RecordingFolder.SIGNATURE);
    Path signer = signed.resolve(RecordingFolder.SIGNER);
    boolean complete = true;
    for (Path file : List.of(manifest, signature, signer)) {
      if (!Files.exists(file)) {
        missing(file);
        complete = false;
      } else {
        findings.file();
      }
    }
    if (!complete) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(manifest);
    Optional<PublicKey> key = readKey(signer);
    if (key.isEmpty()) {
      problem(signer, 0, Files.size(signer), "this is not the public key the seal was made with");
      return Optional.empty();
    }
    if (trusted.isPresent() && !trusted.get().equals(key.get())) {
      problem(signer, 0, Files.size(signer), "signed with a key that is not trusted");
    }
    if (!SealingKey.verify(key.get(), bytes, Files.readAllBytes(signature))) {
      String what = "the signature does not fit: manifest, signature or key was changed";
      problem(manifest, 0, bytes.length, what);
      return Optional.empty();
    }
    return Optional.of(bytes);
  }

  private static Optional<PublicKey> readKey(Path signer) throws IOException {
    try {
      // Latin-1 keeps every byte, so that none can change unseen.
      String pem = new String(Files.readAllBytes(signer), StandardCharsets.ISO_8859_1);
      return Optional.of(SealingKey.readPublic(pem));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private void checkManifest(Manifest manifest, Optional<LedgerFile> ledger) {
    try {
      for (Manifest.SealedFile sealed : manifest.files()) {
        checkFile(sealed);
      }
      checkAdded(manifest);
    } catch (IOException e) {
      problem(folder.manifest(), 0, 0, "a sealed file cannot be read: " + e.getMessage());
    }
    ledger.ifPresent(read -> checkHead(manifest, read));
  }

  private void checkFile(Manifest.SealedFile sealed) throws IOException {
    Path file = folder.path().resolve(sealed.file());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      missing(file);
      return;
    }
    findings.file();
    long size = Files.size(file);
    if (Hashing.hex(file).equals(sealed.sha256()) && size == sealed.bytes()) {
      return;
    }
    if (size < sealed.bytes()) {
      problem(file, size, sealed.bytes() - size, "truncated: the end of the file is missing");
    } else if (size > sealed.bytes()) {
      problem(file, sealed.bytes(), size - sealed.bytes(), "bytes were added at the end");
    } else if (!findings.accuses(name(file))) {
      problem(file, 0, size, "the file was changed");
    }
  }

  private void checkAdded(Manifest manifest) throws IOException {
    Set<String> known = new HashSet<>();
    manifest.files().forEach(file -> known.add(file.file()));
    for (Path file : folder.originals()) {
      String name = folder.name(file);
      boolean seal = Sealer.isSeal(name) && !name.endsWith(".new");
      if (!known.contains(name) && !seal) {
        problem(file, 0, Files.size(file), "added after the seal");
      }
    }
  }

  private void checkHead(Manifest manifest, LedgerFile ledger) {
    if (ledger.lines().size() != manifest.ledgerLines()
        || !ledger.head().equals(manifest.ledgerHead())) {
      if (!findings.accuses(name(folder.ledger()))) {
        problem(folder.ledger(), 0, ledger.wholeBytes(), "not the ledger that was sealed");
      }
    }
  }

  private void checkViewing(Optional<byte[]> sealedManifest) throws IOException {
    Optional<byte[]> bytes = checkSignature(folder.viewing());
    Path file = folder.viewing().resolve(RecordingFolder.MANIFEST);
    Optional<ViewingManifest> read =
        bytes.flatMap(content -> parse(file, content, ViewingManifest.class));
    if (read.isEmpty()) {
      return;
    }
    boolean ofOther =
        sealedManifest.isPresent()
            && !Hashing.hex(sealedManifest.get()).equals(read.get().recordingManifestSha256());
    if (ofOther) {
      problem(file, 0, Files.size(file), "the viewing copy was made of another recording");
    }
    Set<String> known =
        new HashSet<>(
            Set.of(RecordingFolder.MANIFEST, RecordingFolder.SIGNATURE, RecordingFolder.SIGNER));
    for (ViewingManifest.BlockedFile blocked : read.get().files()) {
      known.add(blocked.file());
      checkBlocks(blocked);
    }
    try (Stream<Path> files = Files.list(folder.viewing())) {
      for (Path found : files.sorted().toList()) {
        if (!known.contains(found.getFileName().toString())) {
          problem(found, 0, Files.size(found), "added after the seal");
        }
      }
    }
  }

  private void checkBlocks(ViewingManifest.BlockedFile blocked) throws IOException {
    Path file = folder.viewing().resolve(blocked.file());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      missing(file);
      return;
    }
    findings.file();
    long size = Files.size(file);
    if (size < blocked.bytes()) {
      problem(file, size, blocked.bytes() - size, "truncated: the end of the file is missing");
    } else if (size > blocked.bytes()) {
      problem(file, blocked.bytes(), size - blocked.bytes(), "bytes were added at the end");
    }
    for (Hashing.Block block : blocked.blocks()) {
      boolean there = block.offset() + block.length() <= size;
      if (there && !Hashing.range(file, block.offset(), block.length()).equals(block.sha256())) {
        problem(file, block.offset(), block.length(), "these bytes were changed");
      }
    }
  }

  private <T> Optional<T> parse(Path file, byte[] bytes, Class<T> type) {
    try {
      return Optional.of(Json.read(bytes, type));
    } catch (IOException e) {
      problem(file, 0, bytes.length, "cannot be read");
      return Optional.empty();
    }
  }

  void missing(Path file) {
    problem(file, 0, 0, "missing");
  }

  void problem(Path file, long offset, long length, String what) {
    findings.problem(name(file), offset, length, what);
  }

  private String name(Path file) {
    return base.relativize(file).toString().replace('\\', '/');
  }
}
