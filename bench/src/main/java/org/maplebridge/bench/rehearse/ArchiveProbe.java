package org.maplebridge.bench.rehearse;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.maplebridge.bench.content.FrameCode;

/** Reads archived media with FFmpeg and finds the known content in it. Blocking. */
final class ArchiveProbe {
  private static final double SILENT_SECONDS = 0.1;
  private static final int LOUD = 3_000;

  private ArchiveProbe() {}

  /** Seconds of a media file from its first frame to the end of its last, by decoding it. */
  static double decodedSeconds(Path file) {
    Span span = new Span();
    read(file, span::add);
    return span.seconds();
  }

  /** Times, in seconds of the time line, at which a full second of the frame counter is shown. */
  static List<Double> secondsShown(Path video, int framesPerSecond) {
    List<Double> times = new ArrayList<>();
    read(
        video,
        frame -> {
          if (frame.image != null && frame.image[0] instanceof ByteBuffer luma) {
            FrameCode.read(luma, frame.imageStride, frame.imageWidth)
                .ifPresent(
                    counter -> {
                      if (counter % framesPerSecond == 0) {
                        times.add(frame.timestamp / 1e6);
                      }
                    });
          }
        });
    return times;
  }

  /** Times, in seconds of the time line, at which a sound begins after silence. */
  static List<Double> onsets(Path audio) {
    Onsets onsets = new Onsets();
    read(
        audio,
        frame -> {
          if (frame.samples != null && frame.samples[0] instanceof ShortBuffer samples) {
            onsets.listen(samples, frame);
          }
        });
    return onsets.times;
  }

  /** Number of chapters of a media file. */
  static int chapters(Path file) {
    AVFormatContext format = new AVFormatContext(null);
    if (avformat.avformat_open_input(format, file.toString(), null, null) < 0) {
      throw new IllegalStateException("cannot open " + file);
    }
    int chapters = format.nb_chapters();
    avformat.avformat_close_input(format);
    return chapters;
  }

  /**
   * Median of how much later the picture's seconds come than the sound's, in milliseconds; NaN
   * where either shows none.
   */
  static double offsetMs(List<Double> pictures, List<Double> sounds) {
    List<Double> offsets = new ArrayList<>();
    for (double sound : sounds) {
      pictures.stream()
          .map(picture -> (picture - sound) * 1_000)
          .filter(offset -> Math.abs(offset) < 500)
          .min((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
          .ifPresent(offsets::add);
    }
    offsets.sort(Double::compare);
    return offsets.isEmpty() ? Double.NaN : offsets.get(offsets.size() / 2);
  }

  /** Gets each decoded frame. */
  interface FrameReader {
    void read(Frame frame);
  }

  /** Decodes a file from beginning to end. */
  static void read(Path file, FrameReader reader) {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      grabber.setImageMode(FrameGrabber.ImageMode.RAW);
      grabber.setSampleMode(FrameGrabber.SampleMode.SHORT);
      grabber.start();
      for (Frame frame = grabber.grabFrame(); frame != null; frame = grabber.grabFrame()) {
        reader.read(frame);
      }
    } catch (FrameGrabber.Exception e) {
      throw new IllegalStateException("cannot decode " + file, e);
    }
  }

  /** The longer of the picture's and the sound's length. */
  private static final class Span {
    private double first = Double.POSITIVE_INFINITY;
    private double lastPicture;
    private double endOfSound;
    private int pictures;

    void add(Frame frame) {
      double at = frame.timestamp / 1e6;
      first = Math.min(first, at);
      if (frame.image != null) {
        lastPicture = Math.max(lastPicture, at);
        pictures++;
      }
      if (frame.samples != null && frame.samples[0] instanceof ShortBuffer samples) {
        double length = samples.limit() / (double) frame.audioChannels / frame.sampleRate;
        endOfSound = Math.max(endOfSound, at + length);
      }
    }

    double seconds() {
      double pictureLength = pictures < 2 ? 0 : (lastPicture - first) / (pictures - 1);
      return Math.max(0, Math.max(endOfSound, lastPicture + pictureLength) - first);
    }
  }

  private static final class Onsets {
    private final List<Double> times = new ArrayList<>();
    private double lastLoud = Double.NEGATIVE_INFINITY;

    void listen(ShortBuffer samples, Frame frame) {
      int channels = frame.audioChannels;
      int count = samples.limit() / channels;
      for (int i = 0; i < count; i++) {
        if (Math.abs(samples.get(i * channels)) > LOUD) {
          double at = frame.timestamp / 1e6 + i / (double) frame.sampleRate;
          if (at - lastLoud > SILENT_SECONDS) {
            times.add(at);
          }
          lastLoud = at;
        }
      }
    }
  }
}
