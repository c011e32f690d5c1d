package org.maplebridge.recording.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The layout of one recording's folder.
 *
 * <pre>
 * order.json      what was ordered: case number, people
 * ledger.jsonl    hash-chained lines, written while recording
 * tracks/         one Matroska file per source and run
 * faulty/         ledgers as they were found when they did not fit
 * SHA256SUMS      of all files above, in the form of sha256sum; SM3SUMS beside it
 * manifest.json   files, tracks, gaps and the head of the ledger; written by the seal
 * manifest.sig    signature over manifest.json
 * signer.pem      the public key
 * authority.pem   who issues the time-stamp authority's certificate, where one is configured
 * timestamp.tsr   RFC 3161 answer over manifest.sig; timestamp.sig is our signature over it
 * viewing/        the derived copy with its own signed manifest
 * </pre>
 */
public record RecordingFolder(Path path) {

  public static final String ORDER = "order.json";
  public static final String LEDGER = "ledger.jsonl";
  public static final String TRACKS = "tracks";
  public static final String MANIFEST = "manifest.json";
  public static final String SIGNATURE = "manifest.sig";
  public static final String SIGNER = "signer.pem";
  public static final String VIEWING = "viewing";
  public static final String FAULTY = "faulty";
  public static final String SHA256SUMS = "SHA256SUMS";
  public static final String SM3SUMS = "SM3SUMS";
  public static final String AUTHORITY = "authority.pem";
  public static final String TIME_STAMP = "timestamp.tsr";
  public static final String TIME_STAMP_SIGNATURE = "timestamp.sig";

  public Path order() {
    return path.resolve(ORDER);
  }

  public Path ledger() {
    return path.resolve(LEDGER);
  }

  public Path tracks() {
    return path.resolve(TRACKS);
  }

  public Path manifest() {
    return path.resolve(MANIFEST);
  }

  public Path faulty() {
    return path.resolve(FAULTY);
  }

  public Path authority() {
    return path.resolve(AUTHORITY);
  }

  public Path timeStamp() {
    return path.resolve(TIME_STAMP);
  }

  public Path timeStampSignature() {
    return path.resolve(TIME_STAMP_SIGNATURE);
  }

  public Path viewing() {
    return path.resolve(VIEWING);
  }

  public boolean isSealed() {
    return Files.exists(manifest())
        && Files.exists(path.resolve(SIGNATURE))
        && Files.exists(path.resolve(SIGNER));
  }

  /** Where the viewing copy lies while it is being made. */
  public Path composing() {
    return path.resolve(VIEWING + ".part");
  }

  /** A path relative to the folder, with {@code /}. */
  public String name(Path file) {
    return path.relativize(file).toString().replace('\\', '/');
  }

  /** Every regular file and link under a folder, sorted; those of the viewing copy apart. */
  public List<Path> originals() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> !file.startsWith(viewing()) && !file.startsWith(composing()))
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  /** Writes a small file so that after a crash either the old or the new one is there, whole. */
  public static void writeWhole(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.write(fresh, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  /** Makes the names in a folder survive a power cut. */
  public static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Takes the right to write away from everybody, as far as the file system knows rights. */
  public static void makeReadOnly(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("r--r-----"));
    }
  }
}
