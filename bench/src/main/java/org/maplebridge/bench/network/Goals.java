package org.maplebridge.bench.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must hold through a bad network, and what of it a result missed. */
final class Goals {
  private static final double MOST_CONCEALED = 0.03;
  private static final double LEAST_OF_CAPACITY = 0.7;
  private static final double MOST_RECOVERY_SECONDS = 2;

  /** Pictures in a second, of everybody who is seen: less does not move. */
  private static final double LEAST_FPS_TOGETHER = 5;

  private static final double FULL_FPS = 0.9 * Talker.FRAMES_PER_SECOND;

  private Goals() {}

  /** The goals missed, each with what was measured; empty where all are met. */
  static List<String> missed(NetworkResult result) {
    List<String> missed = new ArrayList<>();
    if (result.recoverySeconds() == null) {
      atMost(missed, "sound concealed", result.audioConcealedRatio(), MOST_CONCEALED);
    } else {
      atMost(missed, "seconds to recover", result.recoverySeconds(), MOST_RECOVERY_SECONDS);
    }
    double together = result.decodedFps() * result.pictures();
    atLeast(missed, "pictures per second, together", together, LEAST_FPS_TOGETHER);
    if (Impairment.JITTER.equals(result.impairment())) {
      atLeast(missed, "pictures per second", result.decodedFps(), FULL_FPS);
    }
    for (NetworkResult.StepResult step : result.steps()) {
      atLeast(missed, "estimate of the capacity", step.share(), LEAST_OF_CAPACITY);
      atMost(missed, "estimate of the capacity", step.share(), 1);
    }
    if (result.others() != null) {
      atLeast(missed, "pictures per second of the others", result.others().fps(), FULL_FPS);
      atMost(missed, "sound concealed to others", result.others().concealedRatio(), MOST_CONCEALED);
    }
    return missed;
  }

  private static void atLeast(List<String> missed, String what, double measured, double goal) {
    if (measured < goal) {
      missed.add(String.format(Locale.ROOT, "%s: %.3f, less than %.2f", what, measured, goal));
    }
  }

  private static void atMost(List<String> missed, String what, double measured, double goal) {
    if (measured > goal) {
      missed.add(String.format(Locale.ROOT, "%s: %.3f, more than %.2f", what, measured, goal));
    }
  }
}
