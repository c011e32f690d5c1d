package org.maplebridge.bridge.rtp;

/**
 * A view of one RTP packet, to be used again for the next (RFC 3550 section 5.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           time stamp                          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           synchronization source (SSRC) identifier            |
 * +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 * |            contributing source (CSRC) identifiers, CC times   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   extension profile, if X     |   length in 32-bit words      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RtpHeader {

  /** Length of a header without CSRCs and extensions. */
  public static final int FIXED_LENGTH = 12;

  private boolean marker;
  private int payloadType;
  private int sequenceNumber;
  private long timestamp;
  private int ssrc;
  private int extensionProfile;
  private int extensionsOffset;
  private int extensionsLength;
  private int payloadOffset;
  private int payloadLength;

  /**
   * Reads a packet.
   *
   * @return false when the bytes are no RTP packet; the view then holds nothing of use
   */
  public boolean read(byte[] buffer, int offset, int length) {
    if (length < FIXED_LENGTH || (buffer[offset] & 0xC0) != 0x80) {
      return false;
    }
    int first = buffer[offset];
    int second = buffer[offset + 1];
    int end = offset + length;
    int position = offset + FIXED_LENGTH + 4 * (first & 0x0F);
    extensionProfile = 0;
    extensionsLength = 0;
    if ((first & 0x10) != 0) {
      if (position + 4 > end) {
        return false;
      }
      extensionProfile = Bytes.u16(buffer, position);
      extensionsLength = 4 * Bytes.u16(buffer, position + 2);
      extensionsOffset = position + 4;
      position = extensionsOffset + extensionsLength;
    }
    if (position > end) {
      return false;
    }
    if ((first & 0x20) != 0) {
      int padding = Bytes.u8(buffer, end - 1);
      // The count includes itself (RFC 3550 section 5.1)
      if (padding == 0 || position + padding > end) {
        return false;
      }
      end -= padding;
    }
    marker = (second & 0x80) != 0;
    payloadType = second & 0x7F;
    sequenceNumber = Bytes.u16(buffer, offset + 2);
    timestamp = Bytes.u32(buffer, offset + 4);
    ssrc = Bytes.i32(buffer, offset + 8);
    payloadOffset = position;
    payloadLength = end - position;
    return true;
  }

  public boolean marker() {
    return marker;
  }

  public int payloadType() {
    return payloadType;
  }

  public int sequenceNumber() {
    return sequenceNumber;
  }

  public long timestamp() {
    return timestamp;
  }

  /** The 32 bits of the SSRC; negative from 2^31 on. */
  public int ssrc() {
    return ssrc;
  }

  /** Where the payload starts in the buffer read. */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** Bytes of payload without padding; 0 for a packet of padding only. */
  public int payloadLength() {
    return payloadLength;
  }

  /**
   * Finds a header extension in the buffer read.
   *
   * @param id 1 to 14, or to 255 in the two-byte form; 0 finds nothing
   * @return to be taken apart by {@link HeaderExtensions}; {@link HeaderExtensions#NONE} when
   *     absent
   */
  public int findExtension(byte[] buffer, int id) {
    if (extensionsLength == 0 || id == 0) {
      return HeaderExtensions.NONE;
    }
    return HeaderExtensions.find(buffer, extensionProfile, extensionsOffset, extensionsLength, id);
  }
}
