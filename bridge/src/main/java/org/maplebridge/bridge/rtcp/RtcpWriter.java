package org.maplebridge.bridge.rtcp;

import org.maplebridge.bridge.rtp.Bytes;

/**
 * Writes one compound packet at a time into a buffer of its own. The caller writes a report first
 * and a description second (RFC 3550 section 6.1); {@link #reset()} starts the next compound.
 */
public final class RtcpWriter {

  /** Longest compound written: fits a path of 1280 bytes with all headers. */
  public static final int CAPACITY = 1200;

  private static final int MANTISSA_BITS = 18;
  private static final int MAX_NACK_PAIRS = 64;
  private static final int MAX_REPORT_BLOCKS = 31;

  private final byte[] buffer;
  private int length;
  private int reportStart;

  /**
   * @param tailRoom free bytes to keep behind the compound, for encryption in place
   */
  public RtcpWriter(int tailRoom) {
    buffer = new byte[CAPACITY + tailRoom];
  }

  /** Forgets what was written. */
  public RtcpWriter reset() {
    length = 0;
    return this;
  }

  /** The compound, from 0 to {@link #length()}. */
  public byte[] buffer() {
    return buffer;
  }

  public int length() {
    return length;
  }

  /** A sender report without blocks (RFC 3550 section 6.4.1). */
  public RtcpWriter senderReport(int ssrc, long ntpTime, long rtpTime, long packets, long bytes) {
    int at = begin(RtcpTypes.SENDER_REPORT, 0, 28);
    Bytes.put32(buffer, at + 4, ssrc);
    Bytes.put32(buffer, at + 8, (int) (ntpTime >>> 32));
    Bytes.put32(buffer, at + 12, (int) ntpTime);
    Bytes.put32(buffer, at + 16, (int) rtpTime);
    Bytes.put32(buffer, at + 20, (int) packets);
    Bytes.put32(buffer, at + 24, (int) bytes);
    return this;
  }

  /** A receiver report, to be followed by its blocks (RFC 3550 section 6.4.2). */
  public RtcpWriter receiverReport(int ssrc) {
    reportStart = begin(RtcpTypes.RECEIVER_REPORT, 0, 8);
    Bytes.put32(buffer, reportStart + 4, ssrc);
    return this;
  }

  /**
   * A block of the receiver report just written; left out when the report is full.
   *
   * @param fractionLost in 1/256
   * @param cumulativeLost clamped to 24 bits
   */
  public RtcpWriter reportBlock(
      int ssrc,
      int fractionLost,
      long cumulativeLost,
      long highestSequence,
      long jitter,
      long lastSenderReport,
      long delaySince) {
    int blocks = buffer[reportStart] & 0x1F;
    if (blocks == MAX_REPORT_BLOCKS || length + RtcpTypes.REPORT_BLOCK_LENGTH > CAPACITY) {
      return this;
    }
    int at = length;
    length += RtcpTypes.REPORT_BLOCK_LENGTH;
    buffer[reportStart] = (byte) (0x80 | (blocks + 1));
    Bytes.put16(buffer, reportStart + 2, (length - reportStart) / 4 - 1);
    Bytes.put32(buffer, at, ssrc);
    buffer[at + 4] = (byte) fractionLost;
    Bytes.put24(buffer, at + 5, Math.clamp(cumulativeLost, -0x80_0000, 0x7F_FFFF));
    Bytes.put32(buffer, at + 8, (int) highestSequence);
    Bytes.put32(buffer, at + 12, (int) jitter);
    Bytes.put32(buffer, at + 16, (int) lastSenderReport);
    Bytes.put32(buffer, at + 20, (int) delaySince);
    return this;
  }

  /**
   * A source description with a canonical name (RFC 3550 section 6.5.1).
   *
   * @param cname at most 255 bytes
   */
  public RtcpWriter canonicalName(int ssrc, byte[] cname) {
    // At least one zero ends the items
    int chunk = (4 + 2 + cname.length + 4) & ~3;
    int at = begin(RtcpTypes.SOURCE_DESCRIPTION, 1, RtcpTypes.HEADER_LENGTH + chunk);
    Bytes.put32(buffer, at + 4, ssrc);
    buffer[at + 8] = RtcpTypes.CNAME_ITEM;
    buffer[at + 9] = (byte) cname.length;
    System.arraycopy(cname, 0, buffer, at + 10, cname.length);
    for (int i = at + 10 + cname.length; i < length; i++) {
      buffer[i] = 0;
    }
    return this;
  }

  /** A source leaves (RFC 3550 section 6.6). */
  public RtcpWriter bye(int ssrc) {
    int at = begin(RtcpTypes.BYE, 1, 8);
    Bytes.put32(buffer, at + 4, ssrc);
    return this;
  }

  /**
   * A generic NACK (RFC 4585 section 6.2.1) of as many numbers as fit.
   *
   * @param lost sequence numbers, ascending modulo 2^16
   * @param count how many of {@code lost}
   */
  public RtcpWriter nack(int senderSsrc, int mediaSsrc, int[] lost, int count) {
    int at = feedback(RtcpTypes.TRANSPORT_FEEDBACK, RtcpTypes.NACK, senderSsrc, mediaSsrc);
    int pairs = 0;
    int i = 0;
    while (i < count && pairs < MAX_NACK_PAIRS && length + 4 <= CAPACITY) {
      int first = lost[i++];
      int mask = 0;
      while (i < count) {
        int distance = (lost[i] - first) & 0xFFFF;
        if (distance < 1 || distance > 16) {
          break;
        }
        mask |= 1 << (distance - 1);
        i++;
      }
      Bytes.put16(buffer, length, first);
      Bytes.put16(buffer, length + 2, mask);
      length += 4;
      pairs++;
    }
    Bytes.put16(buffer, at + 2, (length - at) / 4 - 1);
    return this;
  }

  /** A picture loss indication (RFC 4585 section 6.3.1). */
  public RtcpWriter pictureLoss(int senderSsrc, int mediaSsrc) {
    int unused =
        feedback(RtcpTypes.PAYLOAD_FEEDBACK, RtcpTypes.PICTURE_LOSS, senderSsrc, mediaSsrc);
    return this;
  }

  /**
   * The receiver's estimate of what the path carries (draft-alvestrand-rmcat-remb-03 section 2.2).
   *
   * @param ssrcs of the streams that share it
   * @param count how many of {@code ssrcs}, 255 at most
   */
  public RtcpWriter maximumBitrate(int senderSsrc, long bps, int[] ssrcs, int count) {
    // The media source is always zero, as each stream it is of stands in the list
    int at = feedback(RtcpTypes.PAYLOAD_FEEDBACK, RtcpTypes.APPLICATION_LAYER, senderSsrc, 0);
    int exponent = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bps) - MANTISSA_BITS);
    Bytes.put32(buffer, length, RtcpTypes.REMB_IDENTIFIER);
    long packed = (long) count << 24 | (long) exponent << MANTISSA_BITS | bps >>> exponent;
    Bytes.put32(buffer, length + 4, (int) packed);
    length += 8;
    for (int i = 0; i < count; i++) {
      Bytes.put32(buffer, length, ssrcs[i]);
      length += 4;
    }
    Bytes.put16(buffer, at + 2, (length - at) / 4 - 1);
    return this;
  }

  /** A full intra request for one source (RFC 5104 section 4.3.1). */
  public RtcpWriter fullIntraRequest(int senderSsrc, int mediaSsrc, int sequenceNumber) {
    // The media source field is unused and zero (section 4.3.1.2)
    int at = feedback(RtcpTypes.PAYLOAD_FEEDBACK, RtcpTypes.FULL_INTRA, senderSsrc, 0);
    Bytes.put32(buffer, length, mediaSsrc);
    Bytes.put32(buffer, length + 4, sequenceNumber << 24);
    length += 8;
    Bytes.put16(buffer, at + 2, (length - at) / 4 - 1);
    return this;
  }

  /**
   * Transport-wide feedback from arrivals.
   *
   * @return how many sequence numbers it covers, see {@link TransportFeedbackWriter#write}
   */
  public int transportFeedback(
      TransportFeedbackWriter feedback, int senderSsrc, int mediaSsrc, ArrivalTimes arrivals) {
    int at =
        feedback(RtcpTypes.TRANSPORT_FEEDBACK, RtcpTypes.TRANSPORT_WIDE, senderSsrc, mediaSsrc);
    int covered = feedback.write(buffer, length, CAPACITY, arrivals);
    length = feedback.end();
    Bytes.put16(buffer, at + 2, (length - at) / 4 - 1);
    return covered;
  }

  private int feedback(int type, int format, int senderSsrc, int mediaSsrc) {
    int at = begin(type, format, RtcpTypes.FEEDBACK_LENGTH);
    Bytes.put32(buffer, at + 4, senderSsrc);
    Bytes.put32(buffer, at + 8, mediaSsrc);
    return at;
  }

  private int begin(int type, int count, int packetLength) {
    if (length + packetLength > CAPACITY) {
      throw new IllegalStateException("compound of " + length + " bytes has no room");
    }
    int at = length;
    buffer[at] = (byte) (0x80 | count);
    buffer[at + 1] = (byte) type;
    Bytes.put16(buffer, at + 2, packetLength / 4 - 1);
    length += packetLength;
    return at;
  }
}
