package org.maplebridge.recording.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.maplebridge.recording.api.RecordingException;

/**
 * The folder that holds all recordings.
 *
 * @param path exists
 * @param leastFreeBytes below this no new recording starts, so that running ones can end
 */
public record RecordingRoot(Path path, long leastFreeBytes) {

  /** Kept free for the last lines of ledgers when the disk is full. */
  private static final String RESERVE = ".reserve";

  private static final int RESERVE_BYTES = 1 << 20;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  /** The folder of an id. Ids that could leave the root are refused. */
  public RecordingFolder folder(String recordingId) {
    if (!ID.matcher(recordingId).matches()) {
      throw new RecordingException(
          "recording.bad-id", "A recording id has letters, digits, - and _");
    }
    return new RecordingFolder(path.resolve(recordingId));
  }

  /** Every folder that has an order. */
  public List<RecordingFolder> folders() throws IOException {
    try (Stream<Path> children = Files.list(path)) {
      return children
          .map(RecordingFolder::new)
          .filter(folder -> Files.exists(folder.order()))
          .sorted((a, b) -> a.path().compareTo(b.path()))
          .toList();
    }
  }

  /** Takes the reserve, where there is none and room enough. */
  public void takeReserve() throws IOException {
    Path reserve = path.resolve(RESERVE);
    boolean whole = Files.exists(reserve) && Files.size(reserve) == RESERVE_BYTES;
    if (!whole && freeBytes() > 4L * RESERVE_BYTES) {
      RecordingFolder.writeWhole(reserve, new byte[RESERVE_BYTES]);
    }
  }

  /** Gives the reserve back to the disk. */
  public void freeReserve() throws IOException {
    Files.deleteIfExists(path.resolve(RESERVE));
  }

  public long freeBytes() throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  /** Refuses when the disk is nearly full. */
  public void requireSpace() throws IOException {
    long free = freeBytes();
    if (free < leastFreeBytes) {
      throw new RecordingException(
          "recording.disk-low", "录制磁盘仅剩 %d MB，不能开始新的录制，请清理磁盘后再试".formatted(free >> 20));
    }
  }
}
