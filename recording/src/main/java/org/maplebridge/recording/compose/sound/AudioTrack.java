package org.maplebridge.recording.compose.sound;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.maplebridge.recording.compose.media.MediaReader;
import org.maplebridge.recording.compose.media.Mp4File;
import org.maplebridge.recording.compose.media.Native;

/**
 * One microphone's file as mono samples on the time line. Sound is laid end to end; where the time
 * stamps leave the laid sound by more than {@link #TOLERANCE}, silence is put in or sound left out.
 * Owned by one thread.
 */
final class AudioTrack implements AutoCloseable {

  static final int RATE_HZ = Mp4File.SAMPLE_RATE_HZ;
  private static final long TOLERANCE = RATE_HZ * 40L / 1000;
  private static final int MOST_SAMPLES = RATE_HZ;

  // Allocated by this.
  private final MediaReader reader;
  private final SwrContext resampler = new SwrContext(null);
  private final FloatPointer samples = new FloatPointer(MOST_SAMPLES);
  private final PointerPointer<FloatPointer> output = new PointerPointer<>(1);

  // Others.
  private final float[] block = new float[MOST_SAMPLES];
  private boolean opened;
  private boolean ended;
  private long blockStart;
  private int blockLength;

  AudioTrack(Path file) throws IOException {
    reader = new MediaReader(file);
  }

  /** Adds this track's samples from a place on the time line to a mix. */
  void mix(float[] mix, long from, int count) throws IOException {
    long to = from + count;
    while (!ended && blockStart + blockLength < to) {
      add(mix, from, to);
      decode();
    }
    add(mix, from, to);
  }

  /** Adds what of the current block lies in the asked range and was not added before. */
  private void add(float[] mix, long from, long to) {
    long begin = Math.max(from, blockStart);
    long end = Math.min(to, blockStart + blockLength);
    for (long at = begin; at < end; at++) {
      mix[(int) (at - from)] += block[(int) (at - blockStart)];
    }
  }

  private void decode() throws IOException {
    if (!reader.next()) {
      ended = true;
      return;
    }
    AVFrame frame = reader.frame();
    open(frame);
    int count =
        Native.check(
            swresample.swr_convert(
                resampler,
                output.put(0, samples),
                MOST_SAMPLES,
                new PointerPointer<>(frame.extended_data()),
                frame.nb_samples()),
            "resample");
    long stamped = reader.atMs() * RATE_HZ / 1000;
    long laid = blockStart + blockLength;
    blockStart = Math.abs(stamped - laid) > TOLERANCE || blockLength == 0 ? stamped : laid;
    blockLength = count;
    samples.position(0).get(block, 0, count);
  }

  private void open(AVFrame frame) throws IOException {
    if (opened) {
      return;
    }
    try (AVChannelLayout mono = new AVChannelLayout()) {
      avutil.av_channel_layout_default(mono, 1);
      Native.check(
          swresample.swr_alloc_set_opts2(
              resampler,
              mono,
              avutil.AV_SAMPLE_FMT_FLT,
              RATE_HZ,
              frame.ch_layout(),
              frame.format(),
              frame.sample_rate(),
              0,
              null),
          "prepare the resampler");
    }
    Native.check(swresample.swr_init(resampler), "open the resampler");
    opened = true;
  }

  @Override
  public void close() {
    reader.close();
    swresample.swr_free(resampler);
    samples.deallocate();
    output.deallocate();
  }
}
