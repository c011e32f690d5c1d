package org.maplebridge.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hashes of bytes and files, in lower-case hex. */
public final class Hashing {

  private static final int READ_BYTES = 1 << 16;

  private Hashing() {}

  public static String hex(byte[] bytes) {
    return digests(bytes).sha256();
  }

  /** SHA-256 of a whole file. */
  public static String hex(Path file) throws IOException {
    return digests(file).sha256();
  }

  /** SHA-256 of a range; of what there is, where the file is shorter. */
  public static String range(Path file, long offset, long length) throws IOException {
    return digests(file, offset, length).sha256();
  }

  public static Digests digests(byte[] bytes) {
    Hasher hasher = new Hasher();
    hasher.update(ByteBuffer.wrap(bytes));
    return hasher.digests();
  }

  public static Digests digests(Path file) throws IOException {
    return digests(file, 0, Files.size(file));
  }

  /** Of a range; of what there is, where the file is shorter. */
  public static Digests digests(Path file, long offset, long length) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.min(offset, Files.size(file)));
      return digests(in, length);
    }
  }

  /** Of the next bytes of a stream, up to its end. */
  public static Digests digests(InputStream in, long length) throws IOException {
    Hasher hasher = new Hasher();
    byte[] buffer = new byte[READ_BYTES];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      hasher.update(ByteBuffer.wrap(buffer, 0, read));
      left -= read;
    }
    return hasher.digests();
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
