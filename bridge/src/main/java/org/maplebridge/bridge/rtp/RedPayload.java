package org.maplebridge.bridge.rtp;

/**
 * The primary block of a redundant audio payload (RFC 2198 section 3). Redundant blocks come first,
 * each with a header of four bytes; the primary block has a header of one byte and lies last.
 */
public final class RedPayload {

  /** No primary block: the payload is malformed. */
  public static final int NONE = -1;

  /** Header of a redundant block. */
  public static final int REDUNDANT_HEADER = 4;

  /** Header of the primary block. */
  public static final int PRIMARY_HEADER = 1;

  /** A redundant block is younger than this, in ticks, and shorter, in bytes. */
  public static final int MAX_TICKS = 1 << 14;

  public static final int MAX_LENGTH = 1 << 10;

  private RedPayload() {}

  /** Offset of the primary block, which ends with the payload, or {@link #NONE}. */
  public static int primaryOffset(byte[] buffer, int offset, int length) {
    int end = offset + length;
    int position = offset;
    int redundantBytes = 0;
    while (position < end && (buffer[position] & 0x80) != 0) {
      if (position + 4 > end) {
        return NONE;
      }
      redundantBytes += Bytes.u16(buffer, position + 2) & 0x3FF;
      position += 4;
    }
    int primary = position + 1 + redundantBytes;
    return primary <= end ? primary : NONE;
  }

  /** Payload type of the primary block. Call only where {@link #primaryOffset} found one. */
  public static int primaryPayloadType(byte[] buffer, int offset) {
    int position = offset;
    while ((buffer[position] & 0x80) != 0) {
      position += 4;
    }
    return buffer[position] & 0x7F;
  }

  // Of a payload whose primary block was found

  /** How many redundant blocks come before the primary one. */
  public static int redundantBlocks(byte[] buffer, int offset) {
    int blocks = 0;
    while ((buffer[offset + 4 * blocks] & 0x80) != 0) {
      blocks++;
    }
    return blocks;
  }

  /** Ticks the redundant block is older than the primary one. */
  public static int timestampOffset(byte[] buffer, int offset, int block) {
    return Bytes.u16(buffer, offset + 4 * block + 1) >> 2;
  }

  public static int blockLength(byte[] buffer, int offset, int block) {
    return Bytes.u16(buffer, offset + 4 * block + 2) & 0x3FF;
  }

  /**
   * Writes the header of a redundant block.
   *
   * @param ticks at most 14 bits
   * @param length at most 10 bits
   */
  public static void putRedundant(
      byte[] buffer, int offset, int payloadType, int ticks, int length) {
    buffer[offset] = (byte) (0x80 | payloadType);
    Bytes.put24(buffer, offset + 1, ticks << 10 | length);
  }

  /** Writes the header of the primary block. */
  public static void putPrimary(byte[] buffer, int offset, int payloadType) {
    buffer[offset] = (byte) payloadType;
  }
}
