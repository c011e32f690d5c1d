package org.maplebridge.bench.content;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * A frame counter drawn into the picture: a row of 24 square blocks at the top, black for 0 and
 * white for 1, most significant bit first: 20 bits of counter, 4 bits of check (the counter's
 * nibbles xored, inverted). Big enough to survive a lossy codec and scaling.
 */
public final class FrameCode {
  private static final int COUNTER_BITS = 20;
  private static final int BITS = 24;
  private static final int WHITE = 235;
  private static final int BLACK = 16;

  private FrameCode() {}

  /** Height of the code's row in a picture {@code width} wide. */
  public static int rowHeight(int width) {
    return width / BITS;
  }

  /** Draws {@code counter} (modulo 2^20) into a luma plane. */
  public static void draw(ByteBuffer luma, int stride, int width, int counter) {
    int block = width / BITS;
    int word = word(counter);
    for (int y = 0; y < block; y++) {
      for (int bit = 0; bit < BITS; bit++) {
        byte value = (byte) ((word >> (BITS - 1 - bit) & 1) == 1 ? WHITE : BLACK);
        int at = y * stride + left(bit, width);
        for (int x = 0; x < block; x++) {
          luma.put(at + x, value);
        }
      }
    }
  }

  /** Reads the counter from a luma plane; empty where the check bits do not agree. */
  public static OptionalInt read(ByteBuffer luma, int stride, int width) {
    int block = width / BITS;
    int word = 0;
    for (int bit = 0; bit < BITS; bit++) {
      word =
          word << 1 | (mean(luma, stride, left(bit, width), block) > (WHITE + BLACK) / 2 ? 1 : 0);
    }
    int counter = word >> (BITS - COUNTER_BITS);
    return word(counter) == word ? OptionalInt.of(counter) : OptionalInt.empty();
  }

  /** Where a block begins; a scaled picture's width need not be a multiple of the blocks. */
  private static int left(int bit, int width) {
    return bit * width / BITS;
  }

  private static int mean(ByteBuffer luma, int stride, int left, int block) {
    int margin = block / 4;
    int sum = 0;
    int count = 0;
    for (int y = margin; y < block - margin; y++) {
      for (int x = margin; x < block - margin; x++) {
        sum += luma.get(y * stride + left + x) & 0xFF;
        count++;
      }
    }
    return sum / Math.max(1, count);
  }

  private static int word(int counter) {
    int value = counter & ((1 << COUNTER_BITS) - 1);
    int check = 0xF;
    for (int nibbles = value; nibbles != 0; nibbles >>>= 4) {
      check ^= nibbles & 0xF;
    }
    return value << (BITS - COUNTER_BITS) | check;
  }
}
