package org.maplebridge.recording.compose.sound;

import java.util.ArrayList;
import java.util.List;
import org.maplebridge.recording.api.ViewingCopy.Speech;

/** Finds when somebody speaks, from the energy of 100 ms windows. Owned by one thread. */
final class SpeechWatch {

  private static final int WINDOW = AudioTrack.RATE_HZ / 10;

  /** About −45 dBFS. */
  private static final double THRESHOLD = 0.0056;

  /** Shorter pauses belong to the speech. */
  private static final double PAUSE_SECONDS = 0.8;

  private static final double LEAST_SECONDS = 0.3;

  private final String participantId;
  private final List<Speech> found = new ArrayList<>();
  private double energy;
  private int filled;
  private long windows;
  private double from = -1;
  private double to;

  SpeechWatch(String participantId) {
    this.participantId = participantId;
  }

  /** Takes the next samples of the participant, silence included. */
  void add(float[] samples, int count) {
    for (int i = 0; i < count; i++) {
      energy += samples[i] * samples[i];
      if (++filled == WINDOW) {
        window(Math.sqrt(energy / WINDOW) > THRESHOLD);
      }
    }
  }

  private void window(boolean loud) {
    double start = windows / 10.0;
    windows++;
    filled = 0;
    energy = 0;
    if (loud) {
      from = from < 0 ? start : from;
      to = start + 0.1;
    } else if (from >= 0 && start - to > PAUSE_SECONDS) {
      close();
    }
  }

  private void close() {
    if (to - from >= LEAST_SECONDS) {
      found.add(new Speech(participantId, from, to));
    }
    from = -1;
  }

  List<Speech> end() {
    if (from >= 0) {
      close();
    }
    return List.copyOf(found);
  }
}
