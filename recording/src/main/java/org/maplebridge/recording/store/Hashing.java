package org.maplebridge.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** SHA-256, in lower-case hex. */
public final class Hashing {

  private static final int READ_BYTES = 1 << 16;

  private Hashing() {}

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Hash of a whole file. */
  public static String hex(Path file) throws IOException {
    return range(file, 0, Files.size(file));
  }

  /** Hash of a range; of what there is, where the file is shorter. */
  public static String range(Path file, long offset, long length) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[READ_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.min(offset, Files.size(file)));
      long left = length;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          break;
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
    }
    return hex(digest);
  }

  /** A file cut into equal blocks, so that a change can be named by its place. */
  public static List<Block> blocks(Path file, long blockBytes) throws IOException {
    List<Block> blocks = new ArrayList<>();
    long size = Files.size(file);
    for (long offset = 0; offset < size; offset += blockBytes) {
      long length = Math.min(blockBytes, size - offset);
      blocks.add(new Block(offset, length, range(file, offset, length)));
    }
    return blocks;
  }

  /** A hashed range of a file. */
  public record Block(long offset, long length, String sha256) {}
}
