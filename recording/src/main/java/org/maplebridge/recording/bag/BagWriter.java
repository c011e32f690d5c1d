package org.maplebridge.recording.bag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStampAuthority;
import org.maplebridge.recording.store.RecordingFolder;

/**
 * Makes bags. The payload is laid first, then {@link #seal} closes it. Blocking; one thread per
 * bag.
 */
public final class BagWriter {
  private final SealingKey key;
  private final Optional<TimeStampAuthority> authority;

  /**
   * @param authority stamps seals with the time, where there is one; closed by its owner
   */
  public BagWriter(SealingKey key, Optional<TimeStampAuthority> authority) {
    this.key = key;
    this.authority = authority;
  }

  /**
   * Lays a folder into the payload as it is. On the same file system the files are linked, not
   * copied: sealed files never change, and a recording of hours takes no second room.
   *
   * @param name below {@code data/}
   */
  public static void add(Path bag, String name, Path folder) throws IOException {
    Path target = payload(bag, name);
    FileStore there = Files.getFileStore(Files.createDirectories(bag));
    boolean link = Files.getFileStore(folder).equals(there);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(folder.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (link) {
          Files.createLink(copy, file);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Lays a file into the payload. */
  public static void add(Path bag, String name, byte[] content) throws IOException {
    Path file = payload(bag, name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, content);
  }

  /**
   * Closes a bag whose payload is complete: tag files, manifests, the signature and its time stamp;
   * all files become read-only.
   *
   * @param index a page that shows people what is inside
   * @throws TimeStampMissingException when the time-stamp authority is away: there is no seal
   *     without its time stamp
   */
  public void seal(Path bag, BagInfo info, String index) throws IOException {
    BagFolder folder = new BagFolder(bag);
    Files.createDirectories(folder.payload());
    List<String> payload = folder.payloadNames();
    long bytes = 0;
    for (String name : payload) {
      bytes += Files.size(folder.file(name));
    }
    write(folder, BagFolder.DECLARATION, BagFolder.DECLARED);
    write(folder, BagFolder.INFO, info.text(bytes, payload.size(), authority));
    write(folder, BagFolder.INDEX, index);
    write(folder, BagFolder.MANIFEST, BagManifest.of(folder, payload));
    Files.write(folder.file(BagFolder.SIGNER), key.publicPem());
    if (authority.isPresent()) {
      Files.write(folder.file(BagFolder.AUTHORITY), authority.get().certificates());
    }
    String tags = BagManifest.of(folder, folder.tagNames());
    // The signature comes last and stands in no manifest: it is over the manifest of all others.
    write(folder, BagFolder.TAG_MANIFEST, tags);
    byte[] signature = key.sign(tags.getBytes(StandardCharsets.UTF_8));
    Files.write(folder.file(BagFolder.SIGNATURE), signature);
    if (authority.isPresent()) {
      byte[] answer = stamp(authority.get(), signature);
      Files.write(folder.file(BagFolder.TIME_STAMP), answer);
      Files.write(folder.file(BagFolder.TIME_STAMP_SIGNATURE), key.sign(answer));
    }
    for (String name : Stream.concat(payload.stream(), folder.tagNames().stream()).toList()) {
      RecordingFolder.makeReadOnly(folder.file(name));
    }
  }

  private static byte[] stamp(TimeStampAuthority authority, byte[] signature)
      throws TimeStampMissingException {
    try {
      return authority.stamp(signature);
    } catch (IOException away) {
      throw new TimeStampMissingException(away);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new TimeStampMissingException(closing);
    }
  }

  private static Path payload(Path bag, String name) throws IOException {
    if (!BagFolder.isName(name)) {
      throw new IOException("the name " + name + " cannot stand in a manifest");
    }
    return bag.resolve(BagFolder.PAYLOAD).resolve(name);
  }

  private static void write(BagFolder bag, String name, String content) throws IOException {
    Files.writeString(bag.file(name), content);
  }
}
