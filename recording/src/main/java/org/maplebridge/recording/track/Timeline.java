package org.maplebridge.recording.track;

import java.time.Duration;
import java.time.Instant;

/**
 * Ties one run of the recorder to the recording's time line.
 *
 * @param startedAt zero of the time line
 * @param runStartedAt wall clock when this run began
 * @param runStartedNanos {@link System#nanoTime()} of the same instant
 */
public record Timeline(Instant startedAt, Instant runStartedAt, long runStartedNanos) {

  /** Nanoseconds on the time line of a reading of {@link System#nanoTime()}. */
  long atNanos(long nanoTime) {
    return Duration.between(startedAt, runStartedAt).toNanos() + (nanoTime - runStartedNanos);
  }

  /** The instant of a time on the time line. */
  public Instant instant(long millis) {
    return startedAt.plusMillis(millis);
  }
}
