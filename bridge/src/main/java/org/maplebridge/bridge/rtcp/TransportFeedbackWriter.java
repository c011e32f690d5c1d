package org.maplebridge.bridge.rtcp;

import org.maplebridge.bridge.rtp.Bytes;

/**
 * Writes the part of transport-wide feedback behind the SSRCs
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |      base sequence number     |      packet status count      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                 reference time                | fb pkt. count |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |          packet chunk         |         packet chunk          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |         packet chunk          |  recv delta   |  recv delta   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class TransportFeedbackWriter {

  /** Numbers in one feedback at most; with a delta of two bytes each they fit any compound. */
  static final int MAX_STATUSES = 384;

  static final int LOST = 0;
  static final int SMALL_DELTA = 1;
  static final int LARGE_DELTA = 2;

  static final int FIXED_LENGTH = 8;
  static final long DELTA_MICROS = 250;
  static final long REFERENCE_MICROS = 64_000;

  private static final int RUN_WORTH = 7;
  private static final int VECTOR_SYMBOLS = 7;

  private final byte[] symbols = new byte[MAX_STATUSES];
  private final short[] deltas = new short[MAX_STATUSES];
  private int feedbackCount;
  private int end;

  /**
   * Writes the numbers pending, as many as one feedback takes; the caller tells {@link
   * ArrivalTimes#reported} and writes again while some are left.
   *
   * @param limit where the buffer ends for us
   * @return numbers covered; 0 when nothing is pending
   */
  int write(byte[] buffer, int offset, int limit, ArrivalTimes arrivals) {
    int room = (limit - offset - FIXED_LENGTH) / 4;
    int wanted = Math.min(Math.min(arrivals.pending(), MAX_STATUSES), room);
    long base = arrivals.next();
    long reference = referenceTime(arrivals, base, wanted);
    int count = classify(arrivals, base, wanted, reference);
    Bytes.put16(buffer, offset, (int) base);
    Bytes.put16(buffer, offset + 2, count);
    Bytes.put24(buffer, offset + 4, (int) reference);
    buffer[offset + 7] = (byte) feedbackCount++;
    int position = writeDeltas(buffer, writeChunks(buffer, offset + FIXED_LENGTH, count), count);
    while (((position - offset) & 3) != 0) {
      buffer[position++] = 0;
    }
    end = position;
    return count;
  }

  /** Where the part written last ends. */
  int end() {
    return end;
  }

  private static long referenceTime(ArrivalTimes arrivals, long base, int count) {
    for (int i = 0; i < count; i++) {
      long micros = arrivals.micros(base + i);
      if (micros != 0) {
        return micros / REFERENCE_MICROS;
      }
    }
    return 0;
  }

  /** Symbols and deltas up to the first delta that does not fit into 16 bits. */
  private int classify(ArrivalTimes arrivals, long base, int count, long reference) {
    long lastTicks = reference * (REFERENCE_MICROS / DELTA_MICROS);
    for (int i = 0; i < count; i++) {
      long micros = arrivals.micros(base + i);
      if (micros == 0) {
        symbols[i] = LOST;
        continue;
      }
      long delta = micros / DELTA_MICROS - lastTicks;
      if (delta != (short) delta) {
        return i;
      }
      symbols[i] = delta >= 0 && delta <= 0xFF ? (byte) SMALL_DELTA : (byte) LARGE_DELTA;
      deltas[i] = (short) delta;
      lastTicks += delta;
    }
    return count;
  }

  private int writeChunks(byte[] buffer, int offset, int count) {
    int position = offset;
    int i = 0;
    while (i < count) {
      int run = runFrom(i, count);
      if (run >= RUN_WORTH || i + run == count) {
        // Run length chunk (section 3.1.3): 0, two bits of symbol, 13 bits of length
        Bytes.put16(buffer, position, symbols[i] << 13 | run);
        i += run;
      } else {
        Bytes.put16(buffer, position, vector(i, count));
        i += VECTOR_SYMBOLS;
      }
      position += 2;
    }
    return position;
  }

  private int runFrom(int start, int count) {
    int i = start + 1;
    while (i < count && symbols[i] == symbols[start]) {
      i++;
    }
    return i - start;
  }

  /** Status vector chunk (section 3.1.4): 1, 1 for two-bit symbols, seven of them. */
  private int vector(int start, int count) {
    int chunk = 0xC000;
    for (int i = 0; i < VECTOR_SYMBOLS && start + i < count; i++) {
      chunk |= symbols[start + i] << (2 * (VECTOR_SYMBOLS - 1 - i));
    }
    return chunk;
  }

  private int writeDeltas(byte[] buffer, int offset, int count) {
    int position = offset;
    for (int i = 0; i < count; i++) {
      if (symbols[i] == SMALL_DELTA) {
        buffer[position++] = (byte) deltas[i];
      } else if (symbols[i] == LARGE_DELTA) {
        Bytes.put16(buffer, position, deltas[i]);
        position += 2;
      }
    }
    return position;
  }
}
