package org.maplebridge.recording.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.maplebridge.bridge.api.Codec;

/** Known content, encoded and packetised by FFmpeg: the foreign end of the recorder's tests. */
public final class RtpEncoder {

  public static final int FRAMES_PER_SECOND = 25;
  private static final int OPUS_SAMPLES = 960;

  private RtpEncoder() {}

  /** A sine tone. */
  public static List<RtpDatagram> tone(double hz, int seconds) throws IOException {
    AVCodecContext codec = context("libopus");
    codec.sample_rate(48_000);
    codec.sample_fmt(avutil.AV_SAMPLE_FMT_S16);
    avutil.av_channel_layout_default(codec.ch_layout(), 2);
    codec.time_base(avutil.av_make_q(1, 48_000));
    codec.bit_rate(48_000);
    return run(
        codec,
        seconds * 50,
        (frame, number) -> {
          frame.format(avutil.AV_SAMPLE_FMT_S16);
          frame.sample_rate(48_000);
          frame.nb_samples(OPUS_SAMPLES);
          avutil.av_channel_layout_default(frame.ch_layout(), 2);
          check(avutil.av_frame_get_buffer(frame, 0));
          ShortPointer samples = new ShortPointer(frame.data(0));
          for (int i = 0; i < OPUS_SAMPLES; i++) {
            double phase = 2 * Math.PI * hz * ((long) number * OPUS_SAMPLES + i) / 48_000;
            short value = (short) (Math.sin(phase) * 8_000);
            samples.put(2L * i, value).put(2L * i + 1, value);
          }
          frame.pts((long) number * OPUS_SAMPLES);
        });
  }

  /** A bright field over which a dark bar moves; a key frame every second. */
  public static List<RtpDatagram> picture(Codec codec, int width, int height, int seconds)
      throws IOException {
    AVCodecContext context = context(codec == Codec.VP8 ? "libvpx" : "libopenh264");
    context.width(width);
    context.height(height);
    context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.time_base(avutil.av_make_q(1, FRAMES_PER_SECOND));
    context.framerate(avutil.av_make_q(FRAMES_PER_SECOND, 1));
    context.gop_size(FRAMES_PER_SECOND);
    context.max_b_frames(0);
    context.bit_rate(800_000);
    context.thread_count(1);
    if (codec == Codec.VP8) {
      avutil.av_opt_set(context.priv_data(), "deadline", "realtime", 0);
      avutil.av_opt_set(context.priv_data(), "cpu-used", "8", 0);
      avutil.av_opt_set(context.priv_data(), "lag-in-frames", "0", 0);
    }
    return run(
        context,
        seconds * FRAMES_PER_SECOND,
        (frame, number) -> {
          frame.width(width);
          frame.height(height);
          frame.format(avutil.AV_PIX_FMT_YUV420P);
          check(avutil.av_frame_get_buffer(frame, 0));
          fill(frame, 0, height, 180);
          fill(frame, 1, height / 2, 90);
          fill(frame, 2, height / 2, 200);
          bar(frame, width, height, number);
          frame.pts(number);
        });
  }

  private static void fill(AVFrame frame, int plane, int rows, int value) {
    new BytePointer(frame.data(plane)).limit((long) rows * frame.linesize(plane)).fill(value);
  }

  private static void bar(AVFrame frame, int width, int height, int number) {
    int x = number * 4 % (width - 16);
    for (int row = 0; row < height; row++) {
      long at = (long) row * frame.linesize(0) + x;
      new BytePointer(frame.data(0)).position(at).limit(at + 16).fill(40);
    }
  }

  private static AVCodecContext context(String encoder) {
    return avcodec.avcodec_alloc_context3(avcodec.avcodec_find_encoder_by_name(encoder));
  }

  private static List<RtpDatagram> run(AVCodecContext codec, int frames, Painter painter)
      throws IOException {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    check(avcodec.avcodec_open2(codec, null, (AVDictionary) null));
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setReceiveBufferSize(4 << 20);
      socket.setSoTimeout(20);
      return send(codec, frames, painter, socket);
    } finally {
      avcodec.avcodec_free_context(codec);
    }
  }

  private static List<RtpDatagram> send(
      AVCodecContext codec, int frames, Painter painter, DatagramSocket socket) throws IOException {
    AVFormatContext format = new AVFormatContext(null);
    String url =
        "rtp://127.0.0.1:%d?pkt_size=1200&rtcpport=%d"
            .formatted(socket.getLocalPort(), socket.getLocalPort());
    check(avformat.avformat_alloc_output_context2(format, null, "rtp", url));
    AVStream stream = avformat.avformat_new_stream(format, null);
    check(avcodec.avcodec_parameters_from_context(stream.codecpar(), codec));
    AVIOContext io = new AVIOContext(null);
    check(avformat.avio_open(io, url, avformat.AVIO_FLAG_WRITE));
    format.pb(io);
    check(avformat.avformat_write_header(format, (AVDictionary) null));
    List<RtpDatagram> received = new ArrayList<>();
    AVPacket packet = avcodec.av_packet_alloc();
    for (int number = 0; number < frames; number++) {
      AVFrame frame = avutil.av_frame_alloc();
      painter.paint(frame, number);
      check(avcodec.avcodec_send_frame(codec, frame));
      avutil.av_frame_free(frame);
      while (avcodec.avcodec_receive_packet(codec, packet) >= 0) {
        avcodec.av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
        check(avformat.av_write_frame(format, packet));
        avcodec.av_packet_unref(packet);
      }
      if (number % 10 == 9) {
        receive(socket, received);
      }
    }
    avformat.av_write_trailer(format);
    receive(socket, received);
    avcodec.av_packet_free(packet);
    avformat.avio_closep(format.pb());
    avformat.avformat_free_context(format);
    return received;
  }

  private static void receive(DatagramSocket socket, List<RtpDatagram> received)
      throws IOException {
    byte[] buffer = new byte[2048];
    while (true) {
      DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(datagram);
      } catch (SocketTimeoutException e) {
        return;
      }
      boolean rtcp = (buffer[1] & 0xFF) >= 192 && (buffer[1] & 0xFF) <= 223;
      if (!rtcp) {
        received.add(new RtpDatagram(Arrays.copyOf(buffer, datagram.getLength())));
      }
    }
  }

  static void check(int status) {
    if (status < 0) {
      throw new IllegalStateException("FFmpeg answered " + status);
    }
  }

  private interface Painter {
    void paint(AVFrame frame, int number);
  }
}
