package org.maplebridge.recording.compose.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maplebridge.recording.media.Probe;

/** Our measurement against FFmpeg's {@code ebur128} filter, and against the standard's own tone. */
class LoudnessTest {

  private static final int RATE = 48_000;

  @Test
  void aFullScaleToneOf997HertzHasMinus3Lufs() {
    Loudness loudness = new Loudness();
    loudness.add(tone(997, 1, 5));
    assertEquals(-3.01, loudness.integrated(), 0.05, "BS.1770-4 annex 1: 0 dBFS is −3.01 LKFS");
  }

  @Test
  void silenceHasNoLoudness() {
    Loudness loudness = new Loudness();
    loudness.add(new float[RATE]);
    assertTrue(Double.isInfinite(loudness.integrated()));
  }

  @Test
  void agreesWithFfmpegWhereTheGatesMatter() throws Exception {
    float[] programme = programme();
    Loudness loudness = new Loudness();
    loudness.add(programme);
    assertEquals(ffmpeg(programme), loudness.integrated(), 0.1);
  }

  /** Loud, soft and silent parts in turn. */
  private static float[] programme() {
    float[] samples = new float[RATE * 30];
    float[] loud = tone(440, 0.3, 8);
    float[] soft = tone(1_500, 0.01, 8);
    System.arraycopy(loud, 0, samples, 0, loud.length);
    System.arraycopy(soft, 0, samples, RATE * 10, soft.length);
    System.arraycopy(tone(120, 0.1, 8), 0, samples, RATE * 20, RATE * 8);
    return samples;
  }

  private static float[] tone(double hz, double amplitude, int seconds) {
    float[] samples = new float[RATE * seconds];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / RATE));
    }
    return samples;
  }

  private static double ffmpeg(float[] samples) throws Exception {
    short[] pcm = new short[samples.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.round(samples[i] * Short.MAX_VALUE);
    }
    return new Probe(List.of(), List.of(), pcm, RATE).lufs();
  }
}
