package org.maplebridge.recording.compose.media;

import java.io.IOException;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** What every call into FFmpeg needs. */
public final class Native {

  private Native() {}

  /** Turns FFmpeg's negative status into an exception. */
  public static int check(int status, String what) throws IOException {
    if (status < 0) {
      BytePointer text = new BytePointer(128L);
      avutil.av_strerror(status, text, 128);
      throw new IOException("FFmpeg could not %s: %s".formatted(what, text.getString()));
    }
    return status;
  }

  /** FFmpeg writes on standard error by itself; only what it cannot go on with may pass. */
  public static void hush() {
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
  }
}
