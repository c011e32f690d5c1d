package org.maplebridge.bench.fuzz;

import org.maplebridge.bridge.rtp.HeaderExtensions;
import org.maplebridge.bridge.rtp.RtpHeader;

/** RTP headers and their extensions, in the middle of a buffer as they lie on the way in. */
final class RtpFuzz {
  private static final int BEFORE = 7;
  private static final int AFTER = 5;
  private static final int EXTENSION_HEADER = 4;
  private static final int MAX_ID = 255;

  private RtpFuzz() {}

  static void take(byte[] data) {
    byte[] buffer = new byte[BEFORE + data.length + AFTER];
    System.arraycopy(data, 0, buffer, BEFORE, data.length);
    RtpHeader header = new RtpHeader();
    if (header.read(buffer, BEFORE, data.length)) {
      FuzzTarget.require(
          header.payloadOffset() >= BEFORE + RtpHeader.FIXED_LENGTH
              && header.payloadLength() >= 0
              && header.payloadOffset() + header.payloadLength() <= BEFORE + data.length,
          "the payload lies outside");
      find(header, buffer, BEFORE + data.length);
    }
  }

  /** The first byte chooses the form, the rest is the block. */
  static void takeExtensions(byte[] data) {
    int words = (Math.max(0, data.length - 1) + 3) / 4;
    byte[] packet = new byte[RtpHeader.FIXED_LENGTH + EXTENSION_HEADER + 4 * words];
    packet[0] = (byte) 0x90;
    boolean oneByte = data.length > 0 && (data[0] & 1) == 0;
    packet[12] = (byte) (oneByte ? 0xBE : 0x10);
    packet[13] = (byte) (oneByte ? 0xDE : data.length > 0 ? data[0] >> 4 & 0x0F : 0);
    packet[14] = (byte) (words >> 8);
    packet[15] = (byte) words;
    System.arraycopy(
        data,
        Math.min(1, data.length),
        packet,
        RtpHeader.FIXED_LENGTH + EXTENSION_HEADER,
        Math.max(0, data.length - 1));
    RtpHeader header = new RtpHeader();
    if (words <= 0xFFFF && header.read(packet, 0, packet.length)) {
      find(header, packet, packet.length);
    }
  }

  private static void find(RtpHeader header, byte[] buffer, int end) {
    for (int id = 0; id <= MAX_ID; id++) {
      int found = header.findExtension(buffer, id);
      FuzzTarget.require(
          found == HeaderExtensions.NONE
              || HeaderExtensions.offset(found) + HeaderExtensions.length(found) <= end,
          "an extension lies outside");
    }
  }
}
