package org.maplebridge.recording.media;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** What JavaCV's grabber, which is not ours, decodes from a file. */
public record Probe(List<Picture> pictures, List<Double> soundStarts, short[] samples, int rateHz) {

  /** A decoded picture: when, how large, and how bright (0 to 255) and colourful on average. */
  public record Picture(double seconds, int width, int height, double brightness, byte[] gray) {
    /** Mean of a rectangle. */
    public double mean(int x, int y, int w, int h) {
      long sum = 0;
      for (int row = y; row < y + h; row++) {
        for (int column = x; column < x + w; column++) {
          sum += gray[row * width + column] & 0xFF;
        }
      }
      return (double) sum / ((long) w * h);
    }
  }

  public static Probe of(Path file) throws FrameGrabber.Exception {
    List<Picture> pictures = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    short[] samples = new short[1 << 16];
    int count = 0;
    int rate = 0;
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      grabber.setImageMode(FrameGrabber.ImageMode.GRAY);
      grabber.setAudioChannels(1);
      grabber.start();
      rate = grabber.getSampleRate();
      for (Frame frame = grabber.grab(); frame != null; frame = grabber.grab()) {
        if (frame.image != null) {
          pictures.add(picture(frame));
        } else if (frame.samples != null) {
          starts.add(frame.timestamp / 1e6);
          ShortBuffer sound = (ShortBuffer) frame.samples[0];
          if (count + sound.remaining() > samples.length) {
            samples = java.util.Arrays.copyOf(samples, samples.length * 2 + sound.remaining());
          }
          int length = sound.remaining();
          sound.get(samples, count, length);
          count += length;
        }
      }
    }
    return new Probe(pictures, starts, java.util.Arrays.copyOf(samples, count), rate);
  }

  private static Picture picture(Frame frame) {
    ByteBuffer image = (ByteBuffer) frame.image[0];
    byte[] gray = new byte[frame.imageWidth * frame.imageHeight];
    long sum = 0;
    for (int row = 0; row < frame.imageHeight; row++) {
      image.position(row * frame.imageStride);
      image.get(gray, row * frame.imageWidth, frame.imageWidth);
    }
    for (byte value : gray) {
      sum += value & 0xFF;
    }
    return new Picture(
        frame.timestamp / 1e6,
        frame.imageWidth,
        frame.imageHeight,
        (double) sum / gray.length,
        gray);
  }

  public double soundSeconds() {
    return rateHz == 0 ? 0 : (double) samples.length / rateHz;
  }

  /** Share of a frequency in the sound between two times, 0 to 1 (Goertzel). */
  public double share(double hz, double fromSeconds, double toSeconds) {
    int from = (int) (fromSeconds * rateHz);
    int to = Math.min(samples.length, (int) (toSeconds * rateHz));
    double coefficient = 2 * Math.cos(2 * Math.PI * hz / rateHz);
    double one = 0;
    double two = 0;
    double energy = 0;
    for (int i = from; i < to; i++) {
      double zero = samples[i] + coefficient * one - two;
      two = one;
      one = zero;
      energy += (double) samples[i] * samples[i];
    }
    double power = one * one + two * two - coefficient * one * two;
    return energy == 0 ? 0 : 2 * power / (energy * (to - from));
  }

  /** Integrated loudness as FFmpeg's {@code ebur128} filter measures it. */
  public double lufs() throws Exception {
    String integrated = "nan";
    try (FFmpegFrameFilter filter = new FFmpegFrameFilter("ebur128=metadata=1", 1)) {
      filter.setSampleRate(rateHz);
      filter.start();
      for (int from = 0; from + 1_000 <= samples.length; from += 1_000) {
        Frame frame = new Frame();
        frame.sampleRate = rateHz;
        frame.audioChannels = 1;
        frame.samples = new Buffer[] {ShortBuffer.wrap(samples, from, 1_000).slice()};
        filter.push(frame);
        for (Frame out = filter.pull(); out != null; out = filter.pull()) {
          integrated = metadata((AVFrame) out.opaque, "lavfi.r128.I");
        }
      }
    }
    return Double.parseDouble(integrated);
  }

  private static String metadata(AVFrame frame, String key) {
    return avutil.av_dict_get(frame.metadata(), key, null, 0).value().getString();
  }
}
