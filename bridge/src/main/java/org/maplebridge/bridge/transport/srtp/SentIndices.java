package org.maplebridge.bridge.transport.srtp;

import org.maplebridge.bridge.rtp.SequenceNumbers;

/**
 * How far each SSRC of one connection has come (RFC 3711 section 3.3.1). A table of numbers side by
 * side instead of objects, because it is looked into for each packet to each receiver.
 */
final class SentIndices {

  private static final long CYCLE = 1L << 16;
  private static final int FIRST_CAPACITY = 8;
  private static final int SPREAD = 0x9E37_79B9;

  /** No SSRC is there: indices begin in the second cycle. */
  private static final long FREE = 0;

  private int[] ssrcs = new int[FIRST_CAPACITY];
  private long[] highest = new long[FIRST_CAPACITY];
  private int count;

  /** The packet index: 32 bits of roll-over counter, 16 of sequence number. Negative before 0. */
  long index(int ssrc, int sequence) {
    int at = find(ssrc);
    if (highest[at] == FREE) {
      at = enter(ssrc);
      highest[at] = CYCLE + sequence;
    }
    long newest = highest[at];
    long index = newest + SequenceNumbers.delta(sequence, (int) (newest & 0xFFFF));
    highest[at] = Math.max(newest, index);
    return index - CYCLE;
  }

  /** Its place, or the free one it belongs to. */
  private int find(int ssrc) {
    int mask = ssrcs.length - 1;
    int at = (ssrc * SPREAD) >>> Integer.numberOfLeadingZeros(mask);
    while (highest[at] != FREE && ssrcs[at] != ssrc) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private int enter(int ssrc) {
    if (2 * ++count > ssrcs.length) {
      grow();
    }
    int at = find(ssrc);
    ssrcs[at] = ssrc;
    return at;
  }

  private void grow() {
    int[] known = ssrcs;
    long[] indices = highest;
    ssrcs = new int[2 * known.length];
    highest = new long[2 * known.length];
    for (int i = 0; i < known.length; i++) {
      if (indices[i] != FREE) {
        int at = find(known[i]);
        ssrcs[at] = known[i];
        highest[at] = indices[i];
      }
    }
  }
}
