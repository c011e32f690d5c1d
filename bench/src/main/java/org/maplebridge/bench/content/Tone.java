package org.maplebridge.bench.content;

/**
 * A tone of one frequency that is loud for the first 600 ms of each second of media time, so that
 * its onset can be compared with the frame counter: the frame drawn at a full second and the onset
 * belong together. Between, it is soft, not silent: an encoder with DTX (RFC 6716 section 2.1.9)
 * would send nothing then, and the length of a track could not be told from its packets. 16-bit
 * mono at 48 kHz.
 */
public final class Tone {
  /** Samples per second. */
  public static final int RATE_HZ = 48_000;

  private static final int LOUD_SAMPLES = RATE_HZ * 6 / 10;
  private static final double LOUD = 0.3;
  private static final double SOFT = 0.03;

  private final double frequencyHz;

  public Tone(double frequencyHz) {
    this.frequencyHz = frequencyHz;
  }

  public double frequencyHz() {
    return frequencyHz;
  }

  /** Fills {@code pcm} (little endian) with the samples from {@code firstSample} on. */
  public void fill(byte[] pcm, long firstSample) {
    for (int i = 0; i < pcm.length / 2; i++) {
      long sample = firstSample + i;
      double amplitude = sample % RATE_HZ < LOUD_SAMPLES ? LOUD : SOFT;
      double phase = 2 * Math.PI * frequencyHz * sample / RATE_HZ;
      int value = (int) (Math.sin(phase) * amplitude * Short.MAX_VALUE);
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
  }

  /**
   * Share of the energy of {@code samples} that lies at {@code frequencyHz} (Goertzel), 0 to about
   * 1.
   */
  public static double share(short[] samples, int length, int rateHz, double frequencyHz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * frequencyHz / rateHz);
    double before = 0;
    double last = 0;
    double energy = 0;
    for (int i = 0; i < length; i++) {
      double next = samples[i] + coefficient * last - before;
      before = last;
      last = next;
      energy += (double) samples[i] * samples[i];
    }
    double power = before * before + last * last - coefficient * before * last;
    return energy == 0 ? 0 : 2 * power / (length * energy);
  }
}
