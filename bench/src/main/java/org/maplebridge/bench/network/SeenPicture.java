package org.maplebridge.bench.network;

/** How one participant's picture moves: the time it stood still, announced or not. Any thread. */
final class SeenPicture {

  /** A picture freezes by the rule of W3C webrtc-stats (freezeCount): three times as long. */
  private static final int TIMES_USUAL = 3;

  /** And so much longer than usual at least. */
  private static final double LONGER_NANOS = 150e6;

  private static final double AVERAGING = 0.1;

  private double usualNanos = 1e9 / Talker.FRAMES_PER_SECOND;
  private long lastNanos;
  private boolean paused;
  private long pausedSince;

  /** Announced since the last frame. */
  private long announcedNanos;

  private double frozenSeconds;
  private double pausedSeconds;

  /** Forgets what was before: from now on it counts. */
  synchronized void begin(long now) {
    lastNanos = now;
    announcedNanos = 0;
    pausedSince = now;
    frozenSeconds = 0;
    pausedSeconds = 0;
  }

  synchronized void frame(long now) {
    if (lastNanos != 0) {
      stood(now);
    }
    lastNanos = now;
    announcedNanos = 0;
    pausedSince = now;
  }

  private void stood(long now) {
    long announced = announcedNanos + (paused ? now - pausedSince : 0);
    double still = (double) (now - lastNanos - announced);
    pausedSeconds += announced / 1e9;
    if (still > Math.max(TIMES_USUAL * usualNanos, usualNanos + LONGER_NANOS)) {
      frozenSeconds += still / 1e9;
    }
    if (announced == 0) {
      usualNanos += AVERAGING * (still - usualNanos);
    }
  }

  /** The server says whether it holds the picture back. */
  synchronized void announce(boolean held, long now) {
    if (held && !paused) {
      pausedSince = now;
    } else if (!held && paused) {
      announcedNanos += now - pausedSince;
    }
    paused = held;
  }

  /** Stood still though the server had not said so. */
  synchronized double frozenSeconds() {
    return frozenSeconds;
  }

  /** Held back by the server, which had said so. */
  synchronized double pausedSeconds() {
    return pausedSeconds;
  }
}
