package org.maplebridge.recording.compose.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.compose.media.Mp4File;
import org.maplebridge.recording.compose.plan.CopyTime;

/** All voices at their levels as one. Owned by one thread. */
public final class Mix implements AutoCloseable {

  /** −1.5 dBFS: between two samples the wave may rise a little higher (R 128: −1 dBTP). */
  private static final float CEILING = 0.84f;

  /** How much of the way back to full gain is gone in a block. */
  private static final float RELEASE = 0.05f;

  private final Voices voices;
  private final Levels levels;
  private final float[] mix = new float[Mp4File.AUDIO_FRAME];
  private float gain;

  public Mix(Path folder, List<RecordedTrack> tracks, CopyTime time, Levels levels)
      throws IOException {
    this.voices = new Voices(folder, tracks, time);
    this.levels = levels;
    this.gain = levels.mix();
  }

  /** The next {@link Mp4File#AUDIO_FRAME} samples; the array is used again by the next call. */
  public float[] next(long first) throws IOException {
    Arrays.fill(mix, 0);
    voices.read(
        first,
        (person, voice) -> {
          float level = levels.voices().getOrDefault(person, 1f);
          for (int i = 0; i < mix.length; i++) {
            mix[i] += voice[i] * level;
          }
        });
    limit();
    return mix;
  }

  /** Turns down where voices together are too loud, and up again slowly; never in a step. */
  private void limit() {
    float peak = 0;
    for (float sample : mix) {
      peak = Math.max(peak, Math.abs(sample));
    }
    float most = peak == 0 ? levels.mix() : Math.min(levels.mix(), CEILING / peak);
    float target = most < gain ? most : gain + (most - gain) * RELEASE;
    float step = (target - gain) / mix.length;
    for (int i = 0; i < mix.length; i++) {
      gain += step;
      mix[i] = Math.clamp(mix[i] * gain, -CEILING, CEILING);
    }
    gain = target;
  }

  long samples() {
    return voices.samples();
  }

  @Override
  public void close() {
    voices.close();
  }
}
