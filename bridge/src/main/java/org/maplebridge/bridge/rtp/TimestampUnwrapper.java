package org.maplebridge.bridge.rtp;

/** Extends 32-bit RTP time stamps to ones that do not wrap, as {@link SequenceUnwrapper} does. */
public final class TimestampUnwrapper {

  private static final long CYCLE = 1L << 32;

  private boolean started;
  private long newest;

  /** The extended time stamp; the first one is in the second cycle. */
  public long unwrap(long timestamp) {
    if (!started) {
      started = true;
      newest = CYCLE + timestamp;
      return newest;
    }
    long extended = newest + SequenceNumbers.timestampDelta(timestamp, newest);
    newest = Math.max(newest, extended);
    return extended;
  }
}
