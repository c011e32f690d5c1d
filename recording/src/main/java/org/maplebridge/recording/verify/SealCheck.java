package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Optional;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.store.Json;
import org.maplebridge.recording.store.RecordingFolder;

/** Checks the signature of a folder's manifest: of a recording, or of its viewing copy. */
final class SealCheck {

  private final Path folder;
  private final Trust trust;
  private final Report report;

  SealCheck(Path folder, Trust trust, Report report) {
    this.folder = folder;
    this.trust = trust;
    this.report = report;
  }

  /** The manifest, if its signature holds. */
  <T> Optional<T> signed(Class<T> type) {
    Path file = folder.resolve(RecordingFolder.MANIFEST);
    Optional<byte[]> manifest = report.read(file, Files::readAllBytes);
    Optional<byte[]> signature = signature();
    Optional<PublicKey> key = key();
    if (manifest.isEmpty() || signature.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    report.findings().files(3);
    byte[] bytes = manifest.get();
    if (!SealingKey.verify(key.get(), bytes, signature.get())) {
      String what = "the signature does not fit: manifest, signature or key was changed";
      report.problem(file, 0, bytes.length, what);
      return Optional.empty();
    }
    return report.read(file, read -> Json.read(bytes, type));
  }

  Optional<byte[]> signature() {
    return report.read(folder.resolve(RecordingFolder.SIGNATURE), Files::readAllBytes);
  }

  /** The folder's key, if it is one that is trusted. */
  Optional<PublicKey> key() {
    Path file = folder.resolve(RecordingFolder.SIGNER);
    Optional<PublicKey> key = report.read(file, SealCheck::readKey);
    if (key.isPresent() && !trust.accepts(key.get())) {
      report.problem(file, 0, 0, "signed with a key that is not trusted");
    }
    return key;
  }

  private static PublicKey readKey(Path file) throws IOException {
    try {
      // Latin-1 keeps every byte, so that none can change unseen.
      return SealingKey.readPublic(
          new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new IOException("this is not the public key the seal was made with", e);
    }
  }
}
