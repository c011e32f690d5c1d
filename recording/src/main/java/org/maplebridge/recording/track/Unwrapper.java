package org.maplebridge.recording.track;

/** Turns a counter of few bits into one that never wraps (RFC 3550 appendix A.1 in spirit). */
final class Unwrapper {

  private final long span;
  private boolean started;
  private long last;

  /**
   * @param bits width of the counter, 16 for sequence numbers, 32 for time stamps
   */
  Unwrapper(int bits) {
    this.span = 1L << bits;
  }

  /** The value nearest to the last one. The first is its own, one span up, so none is negative. */
  long unwrap(long value) {
    if (!started) {
      started = true;
      last = span + value;
      return last;
    }
    long difference = Math.floorMod(value - last, span);
    last += difference < span / 2 ? difference : difference - span;
    return last;
  }
}
