package org.maplebridge.recording.compose.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Several track lines in one file that a browser plays and seeks, without transcoding. */
final class StreamCopy {

  private static final AVRational MILLIS = avutil.av_make_q(1, 1000);

  private StreamCopy() {}

  /**
   * Writes the file.
   *
   * @param container name of FFmpeg's muxer: {@code webm} or {@code mp4}
   */
  static void write(Path file, String container, List<TrackLine> lines) throws IOException {
    AVFormatContext format = new AVFormatContext(null);
    Native.check(
        avformat.avformat_alloc_output_context2(format, null, container, file.toString()),
        "prepare the file");
    try {
      format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
      for (TrackLine line : lines) {
        describe(format, line);
      }
      begin(format, file);
      interleave(format, lines);
      Native.check(avformat.av_write_trailer(format), "end the file");
    } finally {
      if (format.pb() != null) {
        avformat.avio_closep(format.pb());
      }
      avformat.avformat_free_context(format);
    }
  }

  private static void describe(AVFormatContext format, TrackLine line) throws IOException {
    AVStream stream = avformat.avformat_new_stream(format, null);
    Native.check(
        avcodec.avcodec_parameters_copy(stream.codecpar(), line.stream().codecpar()),
        "describe a stream");
    stream.codecpar().codec_tag(0);
    stream.time_base(MILLIS);
  }

  /** The index in front, so that a browser can seek before it has read all. */
  private static void begin(AVFormatContext format, Path file) throws IOException {
    AVIOContext io = new AVIOContext(null);
    Native.check(
        avformat.avio_open(io, file.toString(), avformat.AVIO_FLAG_WRITE), "create the file");
    format.pb(io);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "movflags", "+faststart", 0);
    avutil.av_dict_set(options, "cues_to_front", "1", 0);
    try {
      Native.check(avformat.avformat_write_header(format, options), "begin the file");
    } finally {
      avutil.av_dict_free(options);
    }
  }

  private static void interleave(AVFormatContext format, List<TrackLine> lines) throws IOException {
    boolean[] more = new boolean[lines.size()];
    for (int i = 0; i < more.length; i++) {
      more[i] = lines.get(i).next();
    }
    for (int next = earliest(lines, more); next >= 0; next = earliest(lines, more)) {
      TrackLine line = lines.get(next);
      AVPacket packet = line.packet();
      packet.stream_index(next);
      packet.pts(line.atMs());
      packet.dts(line.atMs());
      avcodec.av_packet_rescale_ts(packet, MILLIS, format.streams(next).time_base());
      packet.duration(0);
      Native.check(avformat.av_interleaved_write_frame(format, packet), "write the file");
      more[next] = line.next();
    }
  }

  private static int earliest(List<TrackLine> lines, boolean[] more) {
    int earliest = -1;
    for (int i = 0; i < more.length; i++) {
      if (more[i] && (earliest < 0 || lines.get(i).atMs() < lines.get(earliest).atMs())) {
        earliest = i;
      }
    }
    return earliest;
  }
}
