package org.maplebridge.bridge.codec;

/**
 * NAL units in RTP payloads of packetization-mode 1 (RFC 6184 section 5): single units, STAP-A and
 * FU-A.
 */
public final class H264Payload {

  private static final int TYPE_MASK = 0x1F;
  private static final int IDR = 5;
  private static final int SPS = 7;
  private static final int STAP_A = 24;
  private static final int FU_A = 28;
  private static final int FU_START = 0x80;

  private H264Payload() {}

  /** Whether a decoder can start here: a sequence parameter set, or the start of an IDR slice. */
  public static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return false;
    }
    int type = buffer[offset] & TYPE_MASK;
    return switch (type) {
      case STAP_A -> aggregateStartsKeyFrame(buffer, offset + 1, offset + length);
      // Indicator, then a header of start, end, reserved and the type (RFC 6184 section 5.8)
      case FU_A ->
          length > 1
              && (buffer[offset + 1] & FU_START) != 0
              && isKeyUnit(buffer[offset + 1] & TYPE_MASK);
      default -> isKeyUnit(type);
    };
  }

  /** Units each behind a 16-bit length (RFC 6184 section 5.7.1). */
  private static boolean aggregateStartsKeyFrame(byte[] buffer, int offset, int end) {
    int position = offset;
    while (position + 2 < end) {
      int size = (buffer[position] & 0xFF) << 8 | (buffer[position + 1] & 0xFF);
      position += 2;
      if (size == 0 || position + size > end) {
        return false;
      }
      if (isKeyUnit(buffer[position] & TYPE_MASK)) {
        return true;
      }
      position += size;
    }
    return false;
  }

  /** Lines of the picture a key frame begins, or 0 where it does not tell. */
  public static int keyFrameHeight(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return 0;
    }
    int type = buffer[offset] & TYPE_MASK;
    if (type == SPS) {
      return H264SequenceParameters.height(buffer, offset, length);
    }
    int end = offset + length;
    int position = offset + 1;
    while (type == STAP_A && position + 2 < end) {
      int size = (buffer[position] & 0xFF) << 8 | (buffer[position + 1] & 0xFF);
      position += 2;
      if (size == 0 || position + size > end) {
        return 0;
      }
      if ((buffer[position] & TYPE_MASK) == SPS) {
        return H264SequenceParameters.height(buffer, position, size);
      }
      position += size;
    }
    return 0;
  }

  private static boolean isKeyUnit(int type) {
    return type == IDR || type == SPS;
  }

  /**
   * Whether no other picture needs this one: nal_ref_idc 0 (RFC 6184 section 1.3). An aggregate has
   * the highest of its units (section 5.7).
   */
  public static boolean isDisposable(byte[] buffer, int offset, int length) {
    return length > 0 && (buffer[offset] & 0x60) == 0;
  }
}
