package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.maplebridge.recording.store.RecordingFolder;

/**
 * Where checks tell what they find, by names relative to the verified path. A file that cannot be
 * read is a finding too.
 */
record Report(Path base, Findings findings) {

  /** How a file is read; may fail like any reading. */
  @FunctionalInterface
  interface Reading<T> {
    T from(Path file) throws IOException;
  }

  /** Reads a file that must be there; tells where it is not, or cannot be read. */
  <T> Optional<T> read(Path file, Reading<T> reading) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      problem(file, 0, 0, "missing");
      return Optional.empty();
    }
    try {
      return Optional.of(reading.from(file));
    } catch (IOException e) {
      problem(file, 0, 0, "cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  void problem(Path file, long offset, long length, String what) {
    findings.problem(name(file), offset, length, what);
  }

  boolean accuses(Path file) {
    return findings.accuses(name(file));
  }

  /** Tells where a file's size is not the sealed one. */
  void checkSize(Path file, long size, long sealed) {
    if (size < sealed) {
      problem(file, size, sealed - size, "truncated: the end of the file is missing");
    } else if (size > sealed) {
      problem(file, sealed, size - sealed, "bytes were added at the end");
    }
  }

  private String name(Path file) {
    return new RecordingFolder(base).name(file);
  }
}
