package org.maplebridge.bridge.codec;

import java.util.function.IntPredicate;
import org.maplebridge.bridge.rtp.H264SequenceParameters;

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
  private static final int SIZE_BYTES = 2;
  private static final int NONE = -1;
  private static final int MOST_HEIGHT = 16_384;

  private H264Payload() {}

  /** Whether a decoder can start here: a sequence parameter set, or the start of an IDR slice. */
  public static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return false;
    }
    int type = buffer[offset] & TYPE_MASK;
    return switch (type) {
      case STAP_A -> firstUnit(buffer, offset + 1, offset + length, H264Payload::isKeyUnit) != NONE;
      // Indicator, then a header of start, end, reserved and the type (RFC 6184 section 5.8)
      case FU_A ->
          length > 1
              && (buffer[offset + 1] & FU_START) != 0
              && isKeyUnit(buffer[offset + 1] & TYPE_MASK);
      default -> isKeyUnit(type);
    };
  }

  /** Lines of the picture a key frame begins, or 0 where it does not tell. */
  public static int keyFrameHeight(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return 0;
    }
    return switch (buffer[offset] & TYPE_MASK) {
      case SPS -> height(buffer, offset, length);
      case STAP_A -> {
        int unit = firstUnit(buffer, offset + 1, offset + length, type -> type == SPS);
        yield unit == NONE ? 0 : height(buffer, unit, size(buffer, unit - SIZE_BYTES));
      }
      default -> 0;
    };
  }

  private static int height(byte[] buffer, int offset, int length) {
    return H264SequenceParameters.parse(buffer, offset, length)
        .map(H264SequenceParameters::height)
        .filter(height -> height > 0 && height <= MOST_HEIGHT)
        .orElse(0);
  }

  /**
   * Where the first unit of a type begins among units each behind a 16-bit length (RFC 6184 section
   * 5.7.1), or {@link #NONE}.
   */
  private static int firstUnit(byte[] buffer, int offset, int end, IntPredicate type) {
    int position = offset;
    while (position + SIZE_BYTES < end) {
      int size = size(buffer, position);
      position += SIZE_BYTES;
      if (size == 0 || position + size > end) {
        return NONE;
      }
      if (type.test(buffer[position] & TYPE_MASK)) {
        return position;
      }
      position += size;
    }
    return NONE;
  }

  private static int size(byte[] buffer, int at) {
    return (buffer[at] & 0xFF) << 8 | (buffer[at + 1] & 0xFF);
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
