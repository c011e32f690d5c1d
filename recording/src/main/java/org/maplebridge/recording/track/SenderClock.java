package org.maplebridge.recording.track;

/**
 * How far a participant's wall clock is from our time line. Phones are not set to our time, so only
 * differences of their clock count; microphone and camera of one participant share it, which is
 * what keeps lips and voice together. Of all reports the one that travelled fastest is believed.
 */
public final class SenderClock {

  /** A crystal may be off by this much, so an old best guess is given up slowly. */
  private static final double DRIFT = 100e-6;

  private boolean known;
  private long offsetNanos;
  private long lastArrivalNanos;

  /**
   * Takes a report.
   *
   * @param ntpNanos the sender's clock
   * @param arrivalNanos on our time line
   * @return the instant on our time line at which the report's RTP time stamp was taken
   */
  long place(long ntpNanos, long arrivalNanos) {
    long offset = arrivalNanos - ntpNanos;
    long relaxed = offsetNanos + (long) ((arrivalNanos - lastArrivalNanos) * DRIFT);
    offsetNanos = known ? Math.min(offset, relaxed) : offset;
    known = true;
    lastArrivalNanos = arrivalNanos;
    return ntpNanos + offsetNanos;
  }

  /** NTP time, 32.32 fixed point (RFC 5905 section 6), in nanoseconds. */
  static long nanos(long ntpTime) {
    long seconds = ntpTime >>> 32;
    long fraction = ntpTime & 0xFFFF_FFFFL;
    return seconds * 1_000_000_000L + ((fraction * 1_000_000_000L) >>> 32);
  }
}
