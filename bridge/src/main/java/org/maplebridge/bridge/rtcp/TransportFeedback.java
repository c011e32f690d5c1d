package org.maplebridge.bridge.rtcp;

import org.maplebridge.bridge.rtp.Bytes;

/** Reads transport-wide feedback; the form is drawn at {@link TransportFeedbackWriter}. */
public final class TransportFeedback {

  /** Told of each packet reported, in the order of the sequence numbers. */
  @FunctionalInterface
  public interface Listener {

    /**
     * @param sequence transport-wide sequence number
     * @param received whether it arrived
     * @param arrivalMicros by the clock of the receiver, whose zero is arbitrary; 0 when lost
     */
    void onStatus(int sequence, boolean received, long arrivalMicros);
  }

  private TransportFeedback() {}

  /**
   * Reads a whole feedback packet, from its RTCP header on.
   *
   * @return false when it is malformed; nothing was told then
   */
  public static boolean read(byte[] buffer, int offset, int length, Listener listener) {
    int chunks = offset + RtcpTypes.FEEDBACK_LENGTH + TransportFeedbackWriter.FIXED_LENGTH;
    int end = offset + length;
    if (chunks > end) {
      return false;
    }
    int fixed = offset + RtcpTypes.FEEDBACK_LENGTH;
    int count = Bytes.u16(buffer, fixed + 2);
    int deltas = deltasOffset(buffer, chunks, end, count);
    if (deltas < 0 || deltas + deltaBytes(buffer, chunks, count) > end) {
      return false;
    }
    tell(buffer, fixed, chunks, deltas, count, listener);
    return true;
  }

  private static int deltasOffset(byte[] buffer, int chunks, int end, int count) {
    int position = chunks;
    int told = 0;
    while (told < count) {
      if (position + 2 > end) {
        return -1;
      }
      int symbols = symbolsOf(Bytes.u16(buffer, position));
      if (symbols == 0) {
        return -1;
      }
      told += symbols;
      position += 2;
    }
    return position;
  }

  private static int deltaBytes(byte[] buffer, int chunks, int count) {
    int bytes = 0;
    int told = 0;
    for (int position = chunks; told < count; position += 2) {
      int chunk = Bytes.u16(buffer, position);
      int symbols = symbolsOf(chunk);
      for (int i = 0; i < symbols && told < count; i++, told++) {
        bytes += bytesOf(symbol(chunk, i));
      }
    }
    return bytes;
  }

  private static void tell(
      byte[] buffer, int fixed, int chunks, int deltas, int count, Listener listener) {
    int base = Bytes.u16(buffer, fixed);
    // Signed 24 bits (section 3.1)
    int reference = Bytes.u24(buffer, fixed + 4) << 8 >> 8;
    long micros = (long) reference * TransportFeedbackWriter.REFERENCE_MICROS;
    int delta = deltas;
    int told = 0;
    for (int position = chunks; told < count; position += 2) {
      int chunk = Bytes.u16(buffer, position);
      int symbols = symbolsOf(chunk);
      for (int i = 0; i < symbols && told < count; i++, told++) {
        int bytes = bytesOf(symbol(chunk, i));
        if (bytes > 0) {
          int ticks = bytes == 1 ? Bytes.u8(buffer, delta) : (short) Bytes.u16(buffer, delta);
          micros += ticks * TransportFeedbackWriter.DELTA_MICROS;
        }
        listener.onStatus((base + told) & 0xFFFF, bytes > 0, bytes > 0 ? micros : 0);
        delta += bytes;
      }
    }
  }

  /** Symbols of a chunk: a run, 14 of one bit or 7 of two bits. */
  private static int symbolsOf(int chunk) {
    if ((chunk & 0x8000) == 0) {
      return chunk & 0x1FFF;
    }
    return (chunk & 0x4000) == 0 ? 14 : 7;
  }

  private static int symbol(int chunk, int index) {
    if ((chunk & 0x8000) == 0) {
      return (chunk >> 13) & 3;
    }
    return (chunk & 0x4000) == 0 ? (chunk >> (13 - index)) & 1 : (chunk >> (2 * (6 - index))) & 3;
  }

  /** Bytes of delta; the reserved symbol has none. */
  private static int bytesOf(int symbol) {
    return switch (symbol) {
      case TransportFeedbackWriter.SMALL_DELTA -> 1;
      case TransportFeedbackWriter.LARGE_DELTA -> 2;
      default -> 0;
    };
  }
}
