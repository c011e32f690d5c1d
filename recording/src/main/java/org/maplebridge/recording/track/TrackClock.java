package org.maplebridge.recording.track;

/**
 * From RTP time stamps of one source to the time line. Begins at the arrival of the first frame and
 * is then led by sender reports; small corrections are spread over time so that sound does not
 * stutter, large ones are made at once.
 */
final class TrackClock {

  private static final long JUMP_NANOS = 400_000_000;
  private static final long LATE_NANOS = 1_500_000_000;

  /** Share of the media time by which the clock may be turned. */
  private static final double SLEW = 0.02;

  private final int rateHz;
  private boolean anchored;
  private long anchorTimestamp;
  private long anchorNanos;
  private long correctionNanos;

  TrackClock(int rateHz) {
    this.rateHz = rateHz;
  }

  /** Time of a frame, in nanoseconds on the time line. */
  long at(long timestamp, long arrivalNanos) {
    if (!anchored) {
      anchor(timestamp, arrivalNanos);
      return arrivalNanos;
    }
    long predicted = predict(timestamp);
    if (Math.abs(arrivalNanos - predicted) > LATE_NANOS) {
      // The sender restarted its time stamps, or stopped them while it was silent.
      anchor(timestamp, arrivalNanos);
      return arrivalNanos;
    }
    if (timestamp > anchorTimestamp) {
      long most = (long) (nanos(timestamp - anchorTimestamp) * SLEW);
      long step = Math.clamp(correctionNanos, -most, most);
      correctionNanos -= step;
      anchorNanos = predicted + step;
      anchorTimestamp = timestamp;
      return anchorNanos;
    }
    return predicted;
  }

  /** A report says when a time stamp was taken. */
  void correct(long timestamp, long placedNanos) {
    if (!anchored) {
      anchor(timestamp, placedNanos);
      return;
    }
    long error = placedNanos - predict(timestamp);
    if (Math.abs(error) > JUMP_NANOS) {
      anchorNanos += error;
      correctionNanos = 0;
    } else {
      correctionNanos = error;
    }
  }

  private void anchor(long timestamp, long nanos) {
    anchored = true;
    anchorTimestamp = timestamp;
    anchorNanos = nanos;
    correctionNanos = 0;
  }

  private long predict(long timestamp) {
    return anchorNanos + nanos(timestamp - anchorTimestamp);
  }

  private long nanos(long timestamps) {
    return Math.round(timestamps * (1e9 / rateHz));
  }
}
