package org.maplebridge.recording.bag;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.recording.api.Verification.Problem;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStamp;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.verify.Trust;

/** The checks of one bag's own manifests and signature. Used once, by one thread. */
final class BagCheck {
  /** What stands in no manifest: the manifest of tags, and what was made after it. */
  private static final Set<String> UNLISTED = Set.of(BagFolder.TAG_MANIFEST, BagFolder.SIGNATURE);

  private static final Set<String> UNLISTED_STAMPED =
      Set.of(
          BagFolder.TAG_MANIFEST,
          BagFolder.SIGNATURE,
          BagFolder.TIME_STAMP,
          BagFolder.TIME_STAMP_SIGNATURE);

  // Passed by argument.
  private final Path base;
  private final BagFolder bag;
  private final Trust trust;

  // Allocated by this.
  private final List<Problem> problems = new ArrayList<>();

  // Others.
  private int files;

  BagCheck(Path base, BagFolder bag, Trust trust) {
    this.base = base;
    this.bag = bag;
    this.trust = trust;
  }

  List<Problem> problems() {
    return problems;
  }

  /** How many files were hashed. */
  int files() {
    return files;
  }

  void run() throws IOException {
    checkDeclaration();
    Optional<PublicKey> signer = checkSignature();
    boolean stamped = promisesTimeStamp();
    if (stamped && signer.isPresent()) {
      checkTimeStamp(signer.get());
    }
    manifest(BagFolder.TAG_MANIFEST)
        .ifPresent(
            hashes ->
                problem(
                    () -> check(hashes, bag.tagNames(), stamped ? UNLISTED_STAMPED : UNLISTED)));
    Optional<Map<String, String>> payload = manifest(BagFolder.MANIFEST);
    payload.ifPresent(hashes -> problem(() -> check(hashes, bag.payloadNames(), Set.of())));
    checkOxum();
  }

  private void checkDeclaration() throws IOException {
    Path file = bag.file(BagFolder.DECLARATION);
    if (!Files.exists(file)) {
      problem(BagFolder.DECLARATION, 0, 0, "missing");
    } else if (!BagFolder.DECLARED.equals(Files.readString(file, StandardCharsets.ISO_8859_1))) {
      problem(BagFolder.DECLARATION, 0, Files.size(file), "not the declaration of BagIt 1.0");
    }
  }

  /** The key it was signed with; empty where it does not hold. */
  private Optional<PublicKey> checkSignature() throws IOException {
    if (!areThere(BagFolder.TAG_MANIFEST, BagFolder.SIGNATURE, BagFolder.SIGNER)) {
      return Optional.empty();
    }
    byte[] signed = Files.readAllBytes(bag.file(BagFolder.TAG_MANIFEST));
    Path signer = bag.file(BagFolder.SIGNER);
    try {
      // Latin-1 keeps every byte, so that none can change unseen.
      PublicKey key = SealingKey.readPublic(Files.readString(signer, StandardCharsets.ISO_8859_1));
      if (!trust.accepts(key)) {
        problem(BagFolder.SIGNER, 0, Files.size(signer), "signed with a key that is not trusted");
      }
      byte[] signature = Files.readAllBytes(bag.file(BagFolder.SIGNATURE));
      if (!SealingKey.verify(key, signed, signature)) {
        String what = "the signature does not fit: tag manifest, signature or key was changed";
        problem(BagFolder.TAG_MANIFEST, 0, signed.length, what);
        return Optional.empty();
      }
      return Optional.of(key);
    } catch (GeneralSecurityException e) {
      problem(BagFolder.SIGNER, 0, Files.size(signer), "this is no public key");
      return Optional.empty();
    }
  }

  private boolean areThere(String... names) {
    boolean all = true;
    for (String name : names) {
      if (!Files.isRegularFile(bag.file(name), LinkOption.NOFOLLOW_LINKS)) {
        problem(name, 0, 0, "missing");
        all = false;
      }
    }
    return all;
  }

  private boolean promisesTimeStamp() throws IOException {
    Path info = bag.file(BagFolder.INFO);
    return Files.isRegularFile(info, LinkOption.NOFOLLOW_LINKS)
        && Files.readString(info, StandardCharsets.ISO_8859_1)
            .lines()
            .anyMatch(line -> line.startsWith(BagInfo.STAMPED_BY + ": "));
  }

  private void checkTimeStamp(PublicKey signer) throws IOException {
    if (!areThere(BagFolder.TIME_STAMP, BagFolder.TIME_STAMP_SIGNATURE, BagFolder.AUTHORITY)) {
      return;
    }
    byte[] answer = Files.readAllBytes(bag.file(BagFolder.TIME_STAMP));
    byte[] ours = Files.readAllBytes(bag.file(BagFolder.TIME_STAMP_SIGNATURE));
    if (!SealingKey.verify(signer, answer, ours)) {
      String what = "the time stamp or our signature over it was changed";
      problem(BagFolder.TIME_STAMP, 0, answer.length, what);
      return;
    }
    byte[] issuers =
        trust.issuers().isPresent()
            ? trust.issuers().get()
            : Files.readAllBytes(bag.file(BagFolder.AUTHORITY));
    try {
      TimeStamp.check(answer, Files.readAllBytes(bag.file(BagFolder.SIGNATURE)), issuers);
    } catch (IOException doesNotHold) {
      problem(BagFolder.TIME_STAMP, 0, answer.length, String.valueOf(doesNotHold.getMessage()));
    }
  }

  private Optional<Map<String, String>> manifest(String name) throws IOException {
    Path file = bag.file(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      if (!name.equals(BagFolder.TAG_MANIFEST)) {
        problem(name, 0, 0, "missing");
      }
      return Optional.empty();
    }
    // Our names are ASCII, so characters and bytes have the same places.
    BagManifest.Parsed parsed =
        BagManifest.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    parsed.broken().forEach(b -> problem(name, b.offset(), b.length(), "this is no manifest line"));
    return Optional.of(parsed.hashes());
  }

  private void check(Map<String, String> hashes, List<String> there, Set<String> unlisted)
      throws IOException {
    for (Map.Entry<String, String> entry : hashes.entrySet()) {
      String name = entry.getKey();
      Path file = bag.file(name);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        problem(name, 0, 0, "missing");
      } else {
        files++;
        if (!Hashing.hex(file).equals(entry.getValue())) {
          problem(name, 0, Files.size(file), "the file was changed");
        }
      }
    }
    for (String name : there) {
      if (!hashes.containsKey(name) && !unlisted.contains(name)) {
        problem(name, 0, Files.size(bag.file(name)), "added after the seal");
      }
    }
  }

  /** Payload-Oxum: bytes and number of the payload's files (RFC 8493 §2.2.2). */
  private void checkOxum() throws IOException {
    Path info = bag.file(BagFolder.INFO);
    if (!Files.isRegularFile(info, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<String> names = bag.payloadNames();
    long bytes = 0;
    for (String name : names) {
      bytes += Files.size(bag.file(name));
    }
    String oxum = "Payload-Oxum: " + bytes + "." + names.size();
    try {
      if (!Files.readAllLines(info).contains(oxum)) {
        problem(BagFolder.INFO, 0, Files.size(info), "the payload has another size or count");
      }
    } catch (CharacterCodingException e) {
      problem(BagFolder.INFO, 0, Files.size(info), "cannot be read");
    }
  }

  private void problem(Check check) {
    try {
      check.run();
    } catch (IOException e) {
      problem(BagFolder.MANIFEST, 0, 0, "a file cannot be read: " + e.getMessage());
    }
  }

  private void problem(String name, long offset, long length, String what) {
    String path = base.relativize(bag.file(name)).toString().replace('\\', '/');
    Problem found = new Problem(path, offset, length, what);
    if (!problems.contains(found)) {
      problems.add(found);
    }
  }

  /** A check that reads files. */
  @FunctionalInterface
  private interface Check {
    void run() throws IOException;
  }
}
