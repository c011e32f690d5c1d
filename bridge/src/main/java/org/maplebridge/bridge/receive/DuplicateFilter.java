package org.maplebridge.bridge.receive;

import java.util.Arrays;

/**
 * Lets each sequence number pass once. SRTP has refused replays before, but the same packet may
 * come as itself and by RTX.
 */
final class DuplicateFilter {

  /** Numbers behind the highest that are told apart; older ones count as seen. */
  static final int WINDOW = 2048;

  private static final int WORDS = WINDOW / 64;

  private final long[] seen = new long[WORDS];
  private long highest = -1;

  /** Whether the number was not here before. */
  boolean pass(long extended) {
    if (highest < 0 || extended > highest) {
      advance(extended);
    } else if (highest - extended >= WINDOW) {
      return false;
    }
    int word = (int) (extended >> 6) & (WORDS - 1);
    long bit = 1L << extended;
    boolean fresh = (seen[word] & bit) == 0;
    seen[word] |= bit;
    return fresh;
  }

  /** Whether the number was here, or is too old to tell. */
  boolean isSeen(long extended) {
    if (highest < 0 || extended > highest) {
      return false;
    }
    return highest - extended >= WINDOW
        || (seen[(int) (extended >> 6) & (WORDS - 1)] & 1L << extended) != 0;
  }

  private void advance(long extended) {
    if (highest < 0 || extended - highest >= WINDOW) {
      Arrays.fill(seen, 0);
    } else {
      for (long i = highest + 1; i <= extended; i++) {
        seen[(int) (i >> 6) & (WORDS - 1)] &= ~(1L << i);
      }
    }
    highest = extended;
  }

  void reset() {
    highest = -1;
  }
}
