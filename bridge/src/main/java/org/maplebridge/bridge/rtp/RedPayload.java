package org.maplebridge.bridge.rtp;

/**
 * The primary block of a redundant audio payload (RFC 2198 section 3). Redundant blocks come first,
 * each with a header of four bytes; the primary block has a header of one byte and lies last.
 */
public final class RedPayload {

  /** No primary block: the payload is malformed. */
  public static final int NONE = -1;

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
}
