package org.maplebridge.bridge.rtp;

/**
 * Elements of the general header extension (RFC 8285). A found element is one int: the offset of
 * its data and its length, so that finding one makes no object.
 */
public final class HeaderExtensions {

  /** No such element. */
  public static final int NONE = -1;

  /** Profile of the one-byte form (RFC 8285 section 4.2). */
  public static final int ONE_BYTE_PROFILE = 0xBEDE;

  /** Longest data of an element in the one-byte form. */
  public static final int ONE_BYTE_MAX_LENGTH = 16;

  private static final int TWO_BYTE_PROFILE = 0x1000;

  private HeaderExtensions() {}

  /** Offset of the data of a found element. */
  public static int offset(int found) {
    return found >>> 8;
  }

  /** Length of the data of a found element. */
  public static int length(int found) {
    return found & 0xFF;
  }

  static int find(byte[] buffer, int profile, int offset, int length, int id) {
    if (profile == ONE_BYTE_PROFILE) {
      return findOneByte(buffer, offset, offset + length, id);
    }
    // The low four bits are of the application (RFC 8285 section 4.3)
    return (profile & 0xFFF0) == TWO_BYTE_PROFILE
        ? findTwoByte(buffer, offset, offset + length, id)
        : NONE;
  }

  /**
   *
   *
   * <pre>
   *  0 1 2 3 4 5 6 7
   * +-+-+-+-+-+-+-+-+
   * |  ID   |  len  |   len is one less than the bytes of data
   * +-+-+-+-+-+-+-+-+
   * </pre>
   */
  private static int findOneByte(byte[] buffer, int offset, int end, int id) {
    int position = offset;
    while (position < end) {
      int head = Bytes.u8(buffer, position++);
      if (head == 0) {
        continue;
      }
      int elementId = head >> 4;
      int elementLength = (head & 0x0F) + 1;
      // 15 ends the processing of the whole block (RFC 8285 section 4.2)
      if (elementId == 15 || position + elementLength > end) {
        return NONE;
      }
      if (elementId == id) {
        return position << 8 | elementLength;
      }
      position += elementLength;
    }
    return NONE;
  }

  private static int findTwoByte(byte[] buffer, int offset, int end, int id) {
    int position = offset;
    while (position + 1 < end) {
      int elementId = Bytes.u8(buffer, position++);
      if (elementId == 0) {
        continue;
      }
      int elementLength = Bytes.u8(buffer, position++);
      if (position + elementLength > end) {
        return NONE;
      }
      if (elementId == id) {
        return position << 8 | elementLength;
      }
      position += elementLength;
    }
    return NONE;
  }
}
