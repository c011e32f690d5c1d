package org.maplebridge.bridge.rtcp;

import static org.maplebridge.bridge.rtcp.RtcpTypes.FEEDBACK_LENGTH;
import static org.maplebridge.bridge.rtcp.RtcpTypes.HEADER_LENGTH;
import static org.maplebridge.bridge.rtcp.RtcpTypes.REPORT_BLOCK_LENGTH;
import static org.maplebridge.bridge.rtcp.RtcpTypes.SENDER_INFO_LENGTH;

import org.maplebridge.bridge.rtp.Bytes;

/**
 * Reads compound packets (RFC 3550 section 6.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P| count   |      type     |   length in words, minus one  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RtcpParser {

  private RtcpParser() {}

  /**
   * Reads packet by packet until the end or the first that is malformed.
   *
   * @return false when a packet was malformed; those before it were told
   */
  public static boolean parse(byte[] buffer, int offset, int length, RtcpListener listener) {
    int end = offset + length;
    int position = offset;
    while (position < end) {
      if (position + HEADER_LENGTH > end || (buffer[position] & 0xC0) != 0x80) {
        return false;
      }
      int next = position + HEADER_LENGTH + 4 * Bytes.u16(buffer, position + 2);
      if (next > end) {
        return false;
      }
      int contentEnd = withoutPadding(buffer, position, next);
      if (contentEnd < 0 || !parseOne(buffer, position, contentEnd, listener)) {
        return false;
      }
      position = next;
    }
    return length > 0;
  }

  private static int withoutPadding(byte[] buffer, int start, int end) {
    if ((buffer[start] & 0x20) == 0) {
      return end;
    }
    int padding = Bytes.u8(buffer, end - 1);
    return padding == 0 || start + HEADER_LENGTH + padding > end ? -1 : end - padding;
  }

  private static boolean parseOne(byte[] buffer, int start, int end, RtcpListener listener) {
    int count = buffer[start] & 0x1F;
    return switch (Bytes.u8(buffer, start + 1)) {
      case RtcpTypes.SENDER_REPORT -> senderReport(buffer, start, end, count, listener);
      case RtcpTypes.RECEIVER_REPORT ->
          start + 8 <= end
              && reportBlocks(
                  buffer, start + 8, end, count, Bytes.i32(buffer, start + 4), listener);
      case RtcpTypes.SOURCE_DESCRIPTION -> descriptions(buffer, start, end, count, listener);
      case RtcpTypes.BYE -> bye(buffer, start, end, count, listener);
      case RtcpTypes.TRANSPORT_FEEDBACK -> transportFeedback(buffer, start, end, count, listener);
      case RtcpTypes.PAYLOAD_FEEDBACK -> payloadFeedback(buffer, start, end, count, listener);
      // Unknown types are passed over (RFC 3550 section 6.1)
      default -> true;
    };
  }

  private static boolean senderReport(
      byte[] buffer, int start, int end, int count, RtcpListener listener) {
    int info = start + 8;
    if (info + SENDER_INFO_LENGTH > end) {
      return false;
    }
    int ssrc = Bytes.i32(buffer, start + 4);
    long ntpTime = Bytes.u32(buffer, info) << 32 | Bytes.u32(buffer, info + 4);
    listener.onSenderReport(ssrc, ntpTime, Bytes.u32(buffer, info + 8));
    return reportBlocks(buffer, info + SENDER_INFO_LENGTH, end, count, ssrc, listener);
  }

  private static boolean reportBlocks(
      byte[] buffer, int offset, int end, int count, int reporter, RtcpListener listener) {
    if (offset + count * REPORT_BLOCK_LENGTH > end) {
      return false;
    }
    for (int i = 0, at = offset; i < count; i++, at += REPORT_BLOCK_LENGTH) {
      int cumulative = Bytes.u24(buffer, at + 5);
      listener.onReportBlock(
          reporter,
          Bytes.i32(buffer, at),
          Bytes.u8(buffer, at + 4),
          cumulative << 8 >> 8,
          Bytes.u32(buffer, at + 12),
          Bytes.u32(buffer, at + 16),
          Bytes.u32(buffer, at + 20));
    }
    return true;
  }

  /** Chunks of an SSRC and items, each ended by a zero and padded to a word (section 6.5). */
  private static boolean descriptions(
      byte[] buffer, int start, int end, int count, RtcpListener listener) {
    int position = start + HEADER_LENGTH;
    for (int i = 0; i < count; i++) {
      if (position + 4 > end) {
        return false;
      }
      int ssrc = Bytes.i32(buffer, position);
      int itemsEnd = items(buffer, position + 4, end, ssrc, listener);
      if (itemsEnd < 0) {
        return false;
      }
      // To the next word, counted from the start of the packet
      position = start + ((itemsEnd - start + 4) & ~3);
    }
    return true;
  }

  /** Offset of the zero that ends the items, or -1. */
  private static int items(byte[] buffer, int offset, int end, int ssrc, RtcpListener listener) {
    int position = offset;
    while (position < end && buffer[position] != 0) {
      if (position + 2 > end || position + 2 + Bytes.u8(buffer, position + 1) > end) {
        return -1;
      }
      int length = Bytes.u8(buffer, position + 1);
      if (buffer[position] == RtcpTypes.CNAME_ITEM) {
        listener.onCanonicalName(ssrc, position + 2, length);
      }
      position += 2 + length;
    }
    return position < end ? position : -1;
  }

  private static boolean bye(byte[] buffer, int start, int end, int count, RtcpListener listener) {
    int position = start + HEADER_LENGTH;
    if (position + 4 * count > end) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      listener.onBye(Bytes.i32(buffer, position + 4 * i));
    }
    return true;
  }

  private static boolean transportFeedback(
      byte[] buffer, int start, int end, int format, RtcpListener listener) {
    if (start + FEEDBACK_LENGTH > end) {
      return false;
    }
    if (format == RtcpTypes.NACK) {
      int mediaSsrc = Bytes.i32(buffer, start + 8);
      for (int at = start + FEEDBACK_LENGTH; at + 4 <= end; at += 4) {
        listener.onNack(mediaSsrc, Bytes.u16(buffer, at), Bytes.u16(buffer, at + 2));
      }
    } else if (format == RtcpTypes.TRANSPORT_WIDE) {
      listener.onTransportFeedback(start, end - start);
    }
    return true;
  }

  private static boolean payloadFeedback(
      byte[] buffer, int start, int end, int format, RtcpListener listener) {
    if (start + FEEDBACK_LENGTH > end) {
      return false;
    }
    int control = start + FEEDBACK_LENGTH;
    switch (format) {
      case RtcpTypes.PICTURE_LOSS -> listener.onPictureLoss(Bytes.i32(buffer, start + 8));
      case RtcpTypes.FULL_INTRA -> {
        for (int at = control; at + 8 <= end; at += 8) {
          listener.onFullIntraRequest(Bytes.i32(buffer, at), Bytes.u8(buffer, at + 4));
        }
      }
      case RtcpTypes.APPLICATION_LAYER -> maximumBitrate(buffer, control, end, listener);
      default -> {
        // Slice loss, reference picture and the like ask nothing of a relay
      }
    }
    return true;
  }

  /**
   *
   *
   * <pre>
   * |  'R' 'E' 'M' 'B'                                              |
   * |  Num SSRC     | BR Exp    |  BR Mantissa                      |
   * </pre>
   */
  private static void maximumBitrate(byte[] buffer, int at, int end, RtcpListener listener) {
    if (at + 8 > end || Bytes.i32(buffer, at) != RtcpTypes.REMB_IDENTIFIER) {
      return;
    }
    int exponentAndMantissa = Bytes.u24(buffer, at + 5);
    int exponent = exponentAndMantissa >> 18;
    long mantissa = exponentAndMantissa & 0x3_FFFF;
    boolean overflows = mantissa != 0 && exponent > Long.numberOfLeadingZeros(mantissa) - 1;
    listener.onMaximumBitrate(overflows ? Long.MAX_VALUE : mantissa << exponent);
  }
}
