package org.maplebridge.bench.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** A noisy test picture and a voice-like tone as WebRTC sends them: VP8 at 720p30, and Opus. */
record EncodedMedia(List<Packet> picture, List<Packet> sound) {
  private static final int FRAMES_PER_SECOND = 30;
  private static final int VIDEO_BPS = 1_500_000;
  private static final int SAMPLE_RATE_HZ = 48_000;
  private static final int MOST_PAYLOAD = 1_150;

  /** An RTP payload (RFC 7741 or RFC 7587) with its media time. */
  // Never compared; the bytes are only sent.
  @SuppressWarnings("ArrayRecordComponent")
  record Packet(byte[] payload, double seconds, boolean marker) {}

  /** Encodes into a file, which is overwritten, and cuts its frames to packets. */
  static EncodedMedia encode(Path file, int seconds) throws IOException {
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    try (FFmpegFrameGrabber picture = virtual(pictureOf(seconds));
        FFmpegFrameGrabber sound = virtual(soundOf(seconds));
        FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 1280, 720, 1)) {
      describe(recorder);
      recorder.start();
      for (Frame frame = picture.grabImage(); frame != null; frame = picture.grabImage()) {
        recorder.record(frame, picture.getPixelFormat());
      }
      for (Frame frame = sound.grabSamples(); frame != null; frame = sound.grabSamples()) {
        recorder.record(frame);
      }
    }
    return packets(file);
  }

  private static FFmpegFrameGrabber virtual(String graph) throws IOException {
    FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(graph);
    grabber.setFormat("lavfi");
    grabber.setImageMode(FrameGrabber.ImageMode.RAW);
    grabber.start();
    return grabber;
  }

  private static String pictureOf(int seconds) {
    return "testsrc2=size=1280x720:rate=%d:duration=%d,noise=alls=6:allf=t,format=yuv420p"
        .formatted(FRAMES_PER_SECOND, seconds);
  }

  /** Speaks for two seconds of five. */
  private static String soundOf(int seconds) {
    return "sine=frequency=220:sample_rate=%d:duration=%d,volume='lt(mod(t,5),2)':eval=frame"
        .formatted(SAMPLE_RATE_HZ, seconds);
  }

  private static void describe(FFmpegFrameRecorder recorder) {
    recorder.setFormat("matroska");
    recorder.setVideoCodec(avcodec.AV_CODEC_ID_VP8);
    recorder.setFrameRate(FRAMES_PER_SECOND);
    recorder.setVideoBitrate(VIDEO_BPS);
    recorder.setGopSize(FRAMES_PER_SECOND * 10);
    recorder.setVideoOption("deadline", "realtime");
    recorder.setVideoOption("cpu-used", "8");
    recorder.setVideoOption("lag-in-frames", "0");
    recorder.setAudioCodecName("libopus");
    recorder.setSampleRate(SAMPLE_RATE_HZ);
    recorder.setAudioBitrate(32_000);
  }

  private static EncodedMedia packets(Path file) throws IOException {
    List<Packet> picture = new ArrayList<>();
    List<Packet> sound = new ArrayList<>();
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      grabber.start();
      for (AVPacket read = grabber.grabPacket(); read != null; read = grabber.grabPacket()) {
        AVStream stream = grabber.getFormatContext().streams(read.stream_index());
        double at = read.pts() * avutil.av_q2d(stream.time_base());
        byte[] frame = new byte[read.size()];
        read.data().get(frame);
        if (stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
          cut(frame, Math.max(0, at), picture);
        } else {
          sound.add(new Packet(frame, Math.max(0, at), false));
        }
      }
    }
    return new EncodedMedia(List.copyOf(picture), List.copyOf(sound));
  }

  /** RFC 7741 section 4.2: a descriptor of one byte, S = 1 where the partition begins. */
  private static void cut(byte[] frame, double at, List<Packet> packets) {
    for (int from = 0; from < frame.length; from += MOST_PAYLOAD) {
      int length = Math.min(MOST_PAYLOAD, frame.length - from);
      byte[] payload =
          ByteBuffer.allocate(length + 1)
              .put((byte) (from == 0 ? 0x10 : 0))
              .put(frame, from, length)
              .array();
      packets.add(new Packet(payload, at, from + length == frame.length));
    }
  }
}
