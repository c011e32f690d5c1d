package org.maplebridge.bridge.rtp;

/**
 * Extends 16-bit sequence numbers with the count of their cycles (RFC 3550 appendix A.1), so that
 * they grow for ever. Each number is taken as the one nearest to the highest before it.
 */
public final class SequenceUnwrapper {

  private static final long CYCLE = 1L << 16;

  private boolean started;
  private long highest;

  /**
   * The extended number. The first one is in the second cycle, so that an older one that comes
   * later stays positive.
   */
  public long unwrap(int sequence) {
    if (!started) {
      started = true;
      highest = CYCLE + sequence;
      return highest;
    }
    long extended = peek(sequence);
    highest = Math.max(highest, extended);
    return extended;
  }

  /** What {@link #unwrap} would return, without remembering it. Needs a number unwrapped before. */
  public long peek(int sequence) {
    return highest + SequenceNumbers.delta(sequence, (int) (highest & 0xFFFF));
  }

  /** Whether a number was seen since the start or the last reset. */
  public boolean isStarted() {
    return started;
  }

  /** The highest extended number so far; 0 before the first. */
  public long highest() {
    return highest;
  }

  /** Forgets what was seen. */
  public void reset() {
    started = false;
    highest = 0;
  }
}
