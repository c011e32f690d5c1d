package org.maplebridge.recording.compose.media;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** The encoded frames of a track file, one after the other. Owned by one thread. */
final class PacketReader implements AutoCloseable {

  private static final AVRational MILLIS = avutil.av_make_q(1, 1000);

  private final AVFormatContext format = new AVFormatContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();

  PacketReader(Path file) throws IOException {
    Native.hush();
    Native.check(avformat.avformat_open_input(format, file.toString(), null, null), "open " + file);
  }

  AVStream stream() {
    return format.streams(0);
  }

  /** Reads the next frame into {@link #packet()}; false at the end, or a crash's torn end. */
  boolean next() {
    avcodec.av_packet_unref(packet);
    return avformat.av_read_frame(format, packet) >= 0;
  }

  AVPacket packet() {
    return packet;
  }

  /** Its time on the recording's time line. */
  long atMs() {
    return avutil.av_rescale_q(packet.pts(), stream().time_base(), MILLIS);
  }

  boolean isKey() {
    return (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avformat.avformat_close_input(format);
  }
}
