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

  /** The descriptor does not have the field. */
  public static final int ABSENT = -1;

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

  /**
   * Height of the picture a key frame begins, in pixels, or {@link #ABSENT} (RFC 6386 section 9.1).
   */
  public static int keyFrameHeight(byte[] buffer, int offset, int length) {
    int frame = offset + descriptorLength(buffer, offset, length);
    if (frame + 10 > offset + length) {
      return ABSENT;
    }
    return (buffer[frame + 9] << 8 | (buffer[frame + 8] & 0xFF)) & 0x3FFF;
  }

  // A descriptor that was found well formed

  private static boolean has(byte[] buffer, int offset, int flag) {
    return (buffer[offset] & 0x80) != 0 && (buffer[offset + 1] & flag) != 0;
  }

  private static int idBytes(byte[] buffer, int offset) {
    if (!has(buffer, offset, 0x80)) {
      return 0;
    }
    return (buffer[offset + 2] & 0x80) != 0 ? 2 : 1;
  }

  /**
   * The picture id, or {@link #ABSENT}.
   *
   * @param offset of a descriptor whose length was found
   */
  public static int pictureId(byte[] buffer, int offset) {
    return switch (idBytes(buffer, offset)) {
      case 0 -> ABSENT;
      case 1 -> buffer[offset + 2] & 0x7F;
      default -> (buffer[offset + 2] & 0x7F) << 8 | (buffer[offset + 3] & 0xFF);
    };
  }

  /** TL0PICIDX, or {@link #ABSENT}; see {@link #pictureId}. */
  public static int baseLayerIndex(byte[] buffer, int offset) {
    return has(buffer, offset, 0x40) ? buffer[offset + 2 + idBytes(buffer, offset)] & 0xFF : ABSENT;
  }

  /** TID, 0 where absent; see {@link #pictureId}. */
  public static int temporal(byte[] buffer, int offset) {
    return has(buffer, offset, 0x20) ? (layerByte(buffer, offset) & 0xC0) >> 6 : 0;
  }

  /** The Y bit: the frame needs the base layer only; see {@link #pictureId}. */
  public static boolean layerSync(byte[] buffer, int offset) {
    return has(buffer, offset, 0x20) && (layerByte(buffer, offset) & 0x20) != 0;
  }

  private static int layerByte(byte[] buffer, int offset) {
    int index = has(buffer, offset, 0x40) ? 1 : 0;
    return buffer[offset + 2 + idBytes(buffer, offset) + index];
  }

  /** Writes another picture id of the same length. Does nothing where there is none. */
  public static void putPictureId(byte[] buffer, int offset, int pictureId) {
    int bytes = idBytes(buffer, offset);
    if (bytes == 1) {
      buffer[offset + 2] = (byte) (pictureId & 0x7F);
    } else if (bytes == 2) {
      buffer[offset + 2] = (byte) (0x80 | (pictureId >> 8 & 0x7F));
      buffer[offset + 3] = (byte) pictureId;
    }
  }

  /** Writes another TL0PICIDX. Does nothing where there is none. */
  public static void putBaseLayerIndex(byte[] buffer, int offset, int index) {
    if (has(buffer, offset, 0x40)) {
      buffer[offset + 2 + idBytes(buffer, offset)] = (byte) index;
    }
  }
}
