package org.maplebridge.recording.compose.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.maplebridge.recording.compose.plan.CopyTime;
import org.maplebridge.recording.compose.plan.CopyTime.Moment;

/**
 * The track files of one microphone or camera, one after the other, on the copy's time line. What a
 * break leaves out is not there; after one, a picture begins with a key frame. Owned by one thread.
 */
final class TrackLine implements AutoCloseable {

  // Passed by argument.
  private final CopyTime time;

  // Allocated by this.
  private final Deque<PacketReader> readers = new ArrayDeque<>();

  // Others.
  private long atMs = -1;
  private boolean needsKey = true;

  /**
   * @param files of one codec, in the order of their beginning; at least one
   */
  TrackLine(List<Path> files, CopyTime time) throws IOException {
    this.time = time;
    try {
      for (Path file : files) {
        readers.add(new PacketReader(file));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Describes the stream; before the first {@link #next}. */
  AVStream stream() {
    return readers.getFirst().stream();
  }

  /** Moves to the next frame; false at the end. */
  boolean next() {
    while (!readers.isEmpty()) {
      PacketReader reader = readers.getFirst();
      if (!reader.next()) {
        readers.removeFirst().close();
        needsKey = true;
      } else if (take(reader)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the reader's frame has a place in the copy. */
  private boolean take(PacketReader reader) {
    long recordingMs = reader.atMs();
    long copyMs = time.toCopy(recordingMs);
    boolean shown = time.at(copyMs) instanceof Moment.Live(long ms) && ms == recordingMs;
    if (!shown || copyMs <= atMs || (needsKey && !reader.isKey())) {
      needsKey |= !shown;
      return false;
    }
    needsKey = false;
    atMs = copyMs;
    return true;
  }

  AVPacket packet() {
    return readers.getFirst().packet();
  }

  /** Time of the frame in the copy. */
  long atMs() {
    return atMs;
  }

  @Override
  public void close() {
    readers.forEach(PacketReader::close);
  }
}
