package org.maplebridge.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Keys the server makes for itself at its first start, one file each, readable by its own user
 * alone.
 */
public final class Secrets {
  private static final int BYTES = 32;

  private final Path folder;
  private final SecureRandom random;

  public Secrets(Path folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
  }

  /** 256 random bits under a name; the same at every start. */
  public byte[] bytes(String name) {
    return Base64.getUrlDecoder().decode(text(name));
  }

  /** The same as base64url without padding. */
  public String text(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return Files.readString(file).strip();
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** Written beside and moved into place, so that a crash leaves no half a key. */
  private void make(Path file) throws IOException {
    Files.createDirectories(folder, permissions("rwx------"));
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    Path draft = folder.resolve(file.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    Files.createFile(draft, permissions("rw-------"));
    Files.writeString(
        draft,
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
        StandardOpenOption.WRITE);
    Files.move(draft, file);
  }

  private static FileAttribute<?>[] permissions(String symbolic) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(symbolic))
        }
        : new FileAttribute<?>[0];
  }
}
