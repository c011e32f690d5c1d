package org.maplebridge.bridge.rtp;

import java.util.Arrays;
import java.util.Optional;

/**
 * The size of the picture from an H.264 sequence parameter set (ITU-T H.264 section 7.3.2.1.1).
 *
 * @param width in pixels, after cropping
 * @param height in pixels, after cropping
 */
public record H264SequenceParameters(int width, int height) {

  /**
   * Reads a whole NAL unit, its header included; empty for what makes no sense. Allocates: once for
   * a key frame.
   */
  public static Optional<H264SequenceParameters> parse(byte[] buffer, int offset, int length) {
    try {
      return length < 5 ? Optional.empty() : Optional.of(read(new Bits(buffer, offset, length)));
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static H264SequenceParameters read(Bits bits) {
    bits.skip(8);
    int profile = bits.read(8);
    bits.skip(16);
    bits.unsigned();
    boolean separatePlanes = false;
    int chroma = 1;
    if (isHigh(profile)) {
      chroma = bits.unsigned();
      separatePlanes = chroma == 3 && bits.read(1) == 1;
      skipHigh(bits, chroma);
    }
    bits.unsigned();
    skipPictureOrder(bits);
    bits.unsigned();
    bits.skip(1);
    int width = (bits.unsigned() + 1) * 16;
    int mapUnits = bits.unsigned() + 1;
    boolean framesOnly = bits.read(1) == 1;
    int height = mapUnits * 16 * (framesOnly ? 1 : 2);
    if (!framesOnly) {
      bits.skip(1);
    }
    bits.skip(1);
    if (bits.read(1) == 0) {
      return new H264SequenceParameters(width, height);
    }
    int cropX = chroma == 1 || chroma == 2 ? 2 : 1;
    int cropY = (chroma == 1 && !separatePlanes ? 2 : 1) * (framesOnly ? 1 : 2);
    int left = bits.unsigned();
    int right = bits.unsigned();
    int top = bits.unsigned();
    int bottom = bits.unsigned();
    return new H264SequenceParameters(
        width - (left + right) * cropX, height - (top + bottom) * cropY);
  }

  private static boolean isHigh(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  private static void skipHigh(Bits bits, int chroma) {
    bits.unsigned();
    bits.unsigned();
    bits.skip(1);
    if (bits.read(1) == 1) {
      for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
        if (bits.read(1) == 1) {
          skipScalingList(bits, list < 6 ? 16 : 64);
        }
      }
    }
  }

  private static void skipScalingList(Bits bits, int size) {
    int last = 8;
    int next = 8;
    for (int i = 0; i < size && next != 0; i++) {
      next = Math.floorMod(last + bits.signed(), 256);
      last = next == 0 ? last : next;
    }
  }

  private static void skipPictureOrder(Bits bits) {
    int type = bits.unsigned();
    if (type == 0) {
      bits.unsigned();
    } else if (type == 1) {
      bits.skip(1);
      bits.signed();
      bits.signed();
      int cycle = bits.unsigned();
      for (int i = 0; i < Math.min(cycle, 255); i++) {
        bits.signed();
      }
    }
  }

  /** Bits of a NAL unit without its emulation prevention bytes (section 7.4.1). */
  private static final class Bits {
    private final byte[] bytes;
    private int at;

    Bits(byte[] buffer, int offset, int length) {
      byte[] clean = new byte[length];
      int kept = 0;
      int zeros = 0;
      for (int i = offset; i < offset + length; i++) {
        byte b = buffer[i];
        if (zeros >= 2 && b == 3) {
          zeros = 0;
          continue;
        }
        zeros = b == 0 ? zeros + 1 : 0;
        clean[kept++] = b;
      }
      bytes = Arrays.copyOf(clean, kept);
    }

    void skip(int count) {
      at += count;
    }

    int read(int count) {
      int value = 0;
      for (int i = 0; i < count; i++, at++) {
        value = value << 1 | (bytes[at >> 3] >> (7 - (at & 7)) & 1);
      }
      return value;
    }

    /** ue(v), section 9.1. */
    int unsigned() {
      int zeros = 0;
      while (read(1) == 0) {
        if (++zeros > 20) {
          throw new IndexOutOfBoundsException("no such number in a parameter set");
        }
      }
      return (1 << zeros) - 1 + read(zeros);
    }

    /** se(v), section 9.1.1. */
    int signed() {
      int code = unsigned();
      return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
    }
  }
}
