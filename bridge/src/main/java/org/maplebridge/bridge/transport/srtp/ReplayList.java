package org.maplebridge.bridge.transport.srtp;

import java.util.Arrays;
import org.maplebridge.bridge.rtp.SequenceNumbers;

/**
 * Which packets of one SSRC have come, so that none is taken twice (RFC 3711 section 3.3.2). Only
 * authentic ones are entered.
 */
final class ReplayList {

  /**
   * Packets behind the newest that are still taken. The RFC asks for 64 at least; a screen in high
   * resolution on a path that reorders needs more.
   */
  static final int WINDOW = 1024;

  private static final int NONE = -1;

  /** A ring of bits, by the index. */
  private final long[] taken = new long[WINDOW / Long.SIZE];

  private long highest = NONE;

  /**
   * The index a sequence number most likely stands for (section 3.3.1): the nearest to the highest.
   * Negative when it is from before the first.
   */
  long estimate(int sequence) {
    return highest == NONE
        ? sequence
        : highest + SequenceNumbers.delta(sequence, (int) (highest & 0xFFFF));
  }

  boolean mayTake(long index) {
    return index > highest || (index >= 0 && highest - index < WINDOW && !isTaken(index));
  }

  private boolean isTaken(long index) {
    return (taken[word(index)] & bit(index)) != 0;
  }

  void take(long index) {
    if (index - highest >= WINDOW) {
      Arrays.fill(taken, 0);
    } else {
      for (long passed = highest + 1; passed < index; passed++) {
        taken[word(passed)] &= ~bit(passed);
      }
    }
    highest = Math.max(highest, index);
    taken[word(index)] |= bit(index);
  }

  private static int word(long index) {
    return (int) (index & (WINDOW - 1)) / Long.SIZE;
  }

  private static long bit(long index) {
    return 1L << index;
  }
}
