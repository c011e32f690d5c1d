package org.maplebridge.recording.compose.sound;

import java.util.Arrays;

/**
 * Integrated loudness of a mono programme (EBU R 128, measured by ITU-R BS.1770-4): K-weighted
 * power in blocks of 400 ms, every 100 ms, gated absolutely at −70 LUFS and then 10 LU below what
 * is left. Owned by one thread.
 */
final class Loudness {

  private static final int HOP = AudioTrack.RATE_HZ / 10;
  private static final int HOPS_PER_BLOCK = 4;
  private static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;

  // BS.1770-4 tables 1 and 2: the filter coefficients at 48 kHz.
  private final Biquad shelf =
      new Biquad(
          1.53512485958697,
          -2.69169618940638,
          1.19839281085285,
          -1.69065929318241,
          0.73248077421585);
  private final Biquad highPass = new Biquad(1, -2, 1, -1.99004745483398, 0.99007225036621);

  private double[] hops = new double[1_024];
  private int count;
  private double energy;
  private int filled;

  /** Takes the next samples, silence included. */
  void add(float[] samples) {
    for (float sample : samples) {
      double weighted = highPass.filter(shelf.filter(sample));
      energy += weighted * weighted;
      if (++filled == HOP) {
        hop();
      }
    }
  }

  private void hop() {
    hops = count == hops.length ? Arrays.copyOf(hops, count * 2) : hops;
    hops[count++] = energy / HOP;
    energy = 0;
    filled = 0;
  }

  /** In LUFS; negative infinity where nothing was loud enough to count. */
  double integrated() {
    double ungated = lufs(meanAbove(ABSOLUTE_GATE));
    return lufs(meanAbove(Math.max(ABSOLUTE_GATE, ungated + RELATIVE_GATE)));
  }

  private double meanAbove(double gate) {
    double sum = 0;
    long blocks = 0;
    for (int first = 0; first + HOPS_PER_BLOCK <= count; first++) {
      double power = 0;
      for (int i = first; i < first + HOPS_PER_BLOCK; i++) {
        power += hops[i] / HOPS_PER_BLOCK;
      }
      if (lufs(power) > gate) {
        sum += power;
        blocks++;
      }
    }
    return blocks == 0 ? 0 : sum / blocks;
  }

  private static double lufs(double power) {
    return -0.691 + 10 * Math.log10(power);
  }

  /** A second-order filter, transposed direct form II. */
  private static final class Biquad {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double first;
    private double second;

    Biquad(double b0, double b1, double b2, double a1, double a2) {
      this.b0 = b0;
      this.b1 = b1;
      this.b2 = b2;
      this.a1 = a1;
      this.a2 = a2;
    }

    double filter(double in) {
      double out = b0 * in + first;
      first = b1 * in - a1 * out + second;
      second = b2 * in - a2 * out;
      return out;
    }
  }
}
