package org.maplebridge.bridge.transport.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.maplebridge.bridge.rtp.RtpHeader;

/** What of a packet in native memory its protection looks at. */
final class SrtpPacket {

  /** What of an RTCP compound is not encrypted (RFC 3711 section 3.4). */
  static final int RTCP_HEADER_BYTES = 8;

  /** Behind an SRTCP packet: the E bit and the index. */
  static final int RTCP_INDEX_BYTES = 4;

  static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final ValueLayout.OfShort NETWORK_SHORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int EXTENSION_BIT = 0x10;

  private SrtpPacket() {}

  /** Bytes of the RTP header with its extension; more than there are where it is none. */
  static int headerLength(MemorySegment data, long offset, int length) {
    if (length < RtpHeader.FIXED_LENGTH) {
      return Integer.MAX_VALUE;
    }
    int first = data.get(JAVA_BYTE, offset);
    int header = RtpHeader.FIXED_LENGTH + 4 * (first & 0x0F);
    if ((first & EXTENSION_BIT) == 0) {
      return header;
    }
    return header + 4 > length
        ? Integer.MAX_VALUE
        : header + 4 + 4 * (data.get(NETWORK_SHORT, offset + header + 2) & 0xFFFF);
  }

  static int sequence(MemorySegment data, long offset) {
    return data.get(NETWORK_SHORT, offset + 2) & 0xFFFF;
  }

  static int ssrc(MemorySegment data, long offset) {
    return data.get(NETWORK_INT, offset + 8);
  }

  static int rtcpSsrc(MemorySegment data, long offset) {
    return data.get(NETWORK_INT, offset + 4);
  }
}
