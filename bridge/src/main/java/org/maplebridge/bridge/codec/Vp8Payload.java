package org.maplebridge.bridge.codec;

/**
 * The VP8 payload descriptor and the first byte of the frame behind it (RFC 7741 section 4.2).
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+
 * |X|R|N|S|R| PID |   required
 * +-+-+-+-+-+-+-+-+
 * |I|L|T|K| RSV   |   if X
 * +-+-+-+-+-+-+-+-+
 * |M| PictureID   |   if I; two bytes if M
 * +-+-+-+-+-+-+-+-+
 * |   TL0PICIDX   |   if L
 * +-+-+-+-+-+-+-+-+
 * |TID|Y| KEYIDX  |   if T or K
 * +-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class Vp8Payload {

  /** The descriptor does not fit into the payload. */
  public static final int MALFORMED = -1;

  private Vp8Payload() {}

  /** Length of the descriptor, or {@link #MALFORMED}. */
  public static int descriptorLength(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return MALFORMED;
    }
    int size = 1;
    if ((buffer[offset] & 0x80) != 0) {
      if (length < 2) {
        return MALFORMED;
      }
      int flags = buffer[offset + 1];
      size = 2;
      if ((flags & 0x80) != 0) {
        if (length < 3) {
          return MALFORMED;
        }
        size += (buffer[offset + 2] & 0x80) != 0 ? 2 : 1;
      }
      size += (flags & 0x40) != 0 ? 1 : 0;
      size += (flags & 0x30) != 0 ? 1 : 0;
    }
    return size <= length ? size : MALFORMED;
  }

  /** Whether the payload is the first of a key frame. */
  public static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    int descriptor = descriptorLength(buffer, offset, length);
    if (descriptor == MALFORMED || descriptor == length) {
      return false;
    }
    // S with partition 0 starts a frame; P = 0 in the frame tag is a key frame (RFC 6386 section
    // 9.1)
    boolean startsFrame = (buffer[offset] & 0x17) == 0x10;
    return startsFrame && (buffer[offset + descriptor] & 0x01) == 0;
  }
}
