package org.maplebridge.bench.rehearse;

import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * When a tone of one frequency becomes loud, in a mix of several. Its level is taken (Goertzel) in
 * windows of 20 ms every 5 ms; a step in loudness reaches half its height when it stands in the
 * middle of the window.
 */
final class ToneLevels {
  private static final int RATE_HZ = 48_000;
  private static final int WINDOW = RATE_HZ / 50;
  private static final int HOP = RATE_HZ / 200;

  /** Loud for longer than this share of the time. */
  private static final double LOUD_SHARE = 0.3;

  private final double coefficient;
  private final float[] window = new float[WINDOW];
  private final List<Double> levels = new ArrayList<>();
  private long heard;

  ToneLevels(double frequencyHz) {
    coefficient = 2 * Math.cos(2 * Math.PI * frequencyHz / RATE_HZ);
  }

  /** Takes the next samples, mono at 48 kHz, without a hole. */
  void add(ShortBuffer samples) {
    for (int i = 0; i < samples.limit(); i++) {
      window[(int) (heard % WINDOW)] = samples.get(i);
      heard++;
      if (heard >= WINDOW && heard % HOP == 0) {
        levels.add(level());
      }
    }
  }

  private double level() {
    double before = 0;
    double last = 0;
    for (int i = 0; i < WINDOW; i++) {
      double next = window[(int) ((heard + i) % WINDOW)] + coefficient * last - before;
      before = last;
      last = next;
    }
    return Math.sqrt(Math.max(0, last * last + before * before - coefficient * last * before));
  }

  /** Times in seconds from the first sample. */
  List<Double> onsets() {
    List<Double> sorted = levels.stream().sorted().toList();
    List<Double> onsets = new ArrayList<>();
    if (sorted.isEmpty()) {
      return onsets;
    }
    double half = sorted.get((int) (sorted.size() * (1 - LOUD_SHARE))) / 2;
    boolean loud = true;
    for (int i = 0; i < levels.size(); i++) {
      boolean now = levels.get(i) > half;
      if (now && !loud) {
        onsets.add(((double) i * HOP + WINDOW / 2.0) / RATE_HZ);
      }
      loud = now;
    }
    return onsets;
  }
}
