package org.maplebridge.recording.compose.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.maplebridge.recording.compose.media.MediaReader;

/** One camera's or screen's file as pictures on the time line. Owned by one thread. */
final class VideoTrack implements AutoCloseable {

  /** A picture older than this is taken down: the camera is off. */
  private final long staleMs;

  // Allocated by this.
  private final MediaReader reader;
  private final AVFrame shown = avutil.av_frame_alloc();

  // Others.
  private boolean nextReady;
  private boolean ended;
  private long shownMs = Long.MIN_VALUE / 2;

  VideoTrack(Path file, long staleMs) throws IOException {
    this.reader = new MediaReader(file);
    this.staleMs = staleMs;
  }

  /** Moves to a time; the picture now due, if it is another than before. */
  Optional<AVFrame> moveTo(long ms) throws IOException {
    boolean changed = false;
    while (!ended) {
      if (!nextReady) {
        nextReady = reader.next();
        ended = !nextReady;
      }
      if (!nextReady || reader.atMs() > ms) {
        break;
      }
      avutil.av_frame_unref(shown);
      avutil.av_frame_move_ref(shown, reader.frame());
      shownMs = reader.atMs();
      nextReady = false;
      changed = true;
    }
    return changed ? Optional.of(shown) : Optional.empty();
  }

  /** The last picture, if there was one. */
  Optional<AVFrame> last() {
    return shownMs < 0 ? Optional.empty() : Optional.of(shown);
  }

  /** Whether the picture is fresh enough to be shown. */
  boolean isLive(long ms) {
    return ms - shownMs < staleMs;
  }

  /** Whether nothing more comes and the last picture is stale. */
  boolean isOver(long ms) {
    return ended && !isLive(ms);
  }

  @Override
  public void close() {
    avutil.av_frame_free(shown);
    reader.close();
  }
}
