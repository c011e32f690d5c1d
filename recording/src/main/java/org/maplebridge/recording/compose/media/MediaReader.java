package org.maplebridge.recording.compose.media;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes the one stream of a track file, frame by frame. Owned by one thread. */
public final class MediaReader implements AutoCloseable {

  // Allocated by this.
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();
  private final AVCodecContext codec;
  private final AVRational timeBase;

  // Others.
  private boolean drained;
  private long atMs;

  public MediaReader(Path file) throws IOException {
    Native.hush();
    Native.check(avformat.avformat_open_input(format, file.toString(), null, null), "open " + file);
    if (format.nb_streams() == 0) {
      Native.check(avformat.avformat_find_stream_info(format, (AVDictionary) null), "read " + file);
    }
    AVStream stream = format.streams(0);
    timeBase = stream.time_base();
    AVCodec decoder = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
    codec = avcodec.avcodec_alloc_context3(decoder);
    Native.check(
        avcodec.avcodec_parameters_to_context(codec, stream.codecpar()), "read the header");
    codec.pkt_timebase(timeBase);
    codec.thread_count(1);
    Native.check(avcodec.avcodec_open2(codec, decoder, (AVDictionary) null), "open the decoder");
  }

  /** Decodes the next frame into {@link #frame()}; a damaged one is passed over. */
  public boolean next() throws IOException {
    while (true) {
      int status = avcodec.avcodec_receive_frame(codec, frame);
      if (status >= 0) {
        atMs = avutil.av_rescale_q(frame.best_effort_timestamp(), timeBase, MILLIS);
        return true;
      }
      if (status == avutil.AVERROR_EOF() || drained) {
        return false;
      }
      feed();
    }
  }

  private void feed() {
    int status = avformat.av_read_frame(format, packet);
    if (status < 0) {
      // The end, or the torn end that a crash left: what was decoded so far counts.
      drained = avcodec.avcodec_send_packet(codec, null) < 0;
      return;
    }
    // A packet the decoder refuses is skipped: it will say more at the next key frame.
    var unused = avcodec.avcodec_send_packet(codec, packet);
    avcodec.av_packet_unref(packet);
  }

  /** The last frame decoded; valid until the next call. */
  public AVFrame frame() {
    return frame;
  }

  /** Its time on the recording's time line. */
  public long atMs() {
    return atMs;
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(codec);
    avformat.avformat_close_input(format);
  }

  private static final AVRational MILLIS = avutil.av_make_q(1, 1000);
}
