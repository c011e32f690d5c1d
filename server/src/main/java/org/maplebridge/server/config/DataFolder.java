package org.maplebridge.server.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The one folder a server keeps everything in, held by a lock so that two processes never share it.
 * The lock ends with the process, however it ends.
 */
public final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lockFile;

  private DataFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * @throws ConfigException when another process holds the folder or it cannot be written
   */
  public static DataFolder open(Path folder) {
    try {
      Path absolute = folder.toAbsolutePath().normalize();
      Files.createDirectories(absolute);
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new ConfigException(
            "The data folder %s is in use by another running server; stop that one first or choose"
                    .formatted(absolute)
                + " another folder with --data.");
      }
      return new DataFolder(absolute, channel);
    } catch (IOException unusable) {
      throw new ConfigException(
          "The data folder %s cannot be used: %s".formatted(folder, unusable.getMessage()),
          unusable);
    }
  }

  /** Absolute path of a file or folder in it. */
  public Path resolve(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByUs) {
      return null;
    }
  }
}
