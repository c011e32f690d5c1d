package org.maplebridge.bench.demo;

/**
 * A murmuring voice: a buzz at the speaker's pitch through two formants that move from syllable to
 * syllable (source and filter, after Fant). It carries no words, only the sound of somebody
 * speaking.
 */
final class Voice {
  private static final int RATE_HZ = 48_000;
  private static final double[][] VOWELS = {
    {730, 1090}, {270, 2290}, {300, 870}, {530, 1840}, {570, 840}, {440, 1020}
  };
  private static final double SYLLABLES_PER_SECOND = 4.2;

  private final double pitchHz;
  private final long seed;
  private final Resonator first = new Resonator();
  private final Resonator second = new Resonator();
  private double phase;
  private double breath;

  Voice(double pitchHz, long seed) {
    this.pitchHz = pitchHz;
    this.seed = seed;
  }

  /** How wide the mouth is at a time, 0 to 1; 0 while silent. */
  double mouth(double seconds, boolean speaking) {
    return speaking ? loudness(seconds) : 0;
  }

  /** Fills 16-bit little-endian mono at 48 kHz. */
  void fill(byte[] pcm, long firstSample, boolean speaking) {
    for (int i = 0; i < pcm.length / 2; i++) {
      double seconds = (firstSample + i) / (double) RATE_HZ;
      double target = speaking ? loudness(seconds) : 0;
      breath += (target - breath) * 0.002;
      short value = (short) (sample(seconds) * breath * 9_000);
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
  }

  private double sample(double seconds) {
    double melody = 1 + 0.12 * Math.sin(seconds * 2.1) + 0.05 * Math.sin(seconds * 5.3);
    phase += pitchHz * melody / RATE_HZ;
    phase -= Math.floor(phase);
    double buzz = 1 - 2 * phase;
    double[] vowel = vowel((long) (seconds * SYLLABLES_PER_SECOND));
    return first.filter(buzz, vowel[0], 90) + 0.6 * second.filter(buzz, vowel[1], 130);
  }

  private double loudness(double seconds) {
    double position = seconds * SYLLABLES_PER_SECOND;
    long syllable = (long) position;
    double within = position - syllable;
    boolean pause = choose(syllable * 31, 9) == 0;
    return pause ? 0 : Math.pow(Math.sin(Math.PI * within), 0.7);
  }

  private double[] vowel(long syllable) {
    return VOWELS[choose(syllable, VOWELS.length)];
  }

  /** A number below {@code bound}, the same for the same syllable (SplitMix64's finalizer). */
  private int choose(long syllable, int bound) {
    long mixed = (seed + syllable) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    return (int) Long.remainderUnsigned(mixed ^ mixed >>> 31, bound);
  }

  /** A two-pole resonator at unit gain. */
  private static final class Resonator {
    private double last;
    private double before;

    double filter(double in, double centreHz, double widthHz) {
      double radius = Math.exp(-Math.PI * widthHz / RATE_HZ);
      double pole = 2 * radius * Math.cos(2 * Math.PI * centreHz / RATE_HZ);
      double out = (1 - radius) * in + pole * last - radius * radius * before;
      before = last;
      last = out;
      return out;
    }
  }
}
