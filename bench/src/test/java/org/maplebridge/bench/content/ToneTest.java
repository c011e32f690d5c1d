package org.maplebridge.bench.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ToneTest {
  private static short[] samples(Tone tone, long first) {
    byte[] pcm = new byte[2 * 480];
    tone.fill(pcm, first);
    short[] samples = new short[480];
    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  @Test
  void itsEnergyLiesAtItsOwnFrequency() {
    short[] samples = samples(new Tone(700), 0);
    assertTrue(Tone.share(samples, samples.length, Tone.RATE_HZ, 700) > 0.9);
    assertTrue(Tone.share(samples, samples.length, Tone.RATE_HZ, 440) < 0.2);
    assertTrue(Tone.share(samples, samples.length, Tone.RATE_HZ, 1_100) < 0.2);
  }

  @Test
  void isSoftInTheLastPartOfEachSecond() {
    int loudest = 0;
    for (short sample : samples(new Tone(440), Tone.RATE_HZ * 7 / 10)) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    assertEquals(0.03 * Short.MAX_VALUE, loudest, 30);
  }
}
