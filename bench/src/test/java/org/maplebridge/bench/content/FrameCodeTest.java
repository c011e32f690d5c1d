package org.maplebridge.bench.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameCodeTest {
  private static final int WIDTH = 480;

  private static ByteBuffer picture() {
    return ByteBuffer.allocate(WIDTH * FrameCode.rowHeight(WIDTH));
  }

  @Test
  void readsWhatItDrew() {
    ByteBuffer luma = picture();
    for (int counter : new int[] {0, 1, 2, 15, 16, 4_711, (1 << 20) - 1}) {
      FrameCode.draw(luma, WIDTH, WIDTH, counter);
      assertEquals(OptionalInt.of(counter), FrameCode.read(luma, WIDTH, WIDTH));
    }
  }

  @Test
  void survivesTheNoiseOfACodec() {
    ByteBuffer luma = picture();
    FrameCode.draw(luma, WIDTH, WIDTH, 123_456);
    Random noise = new Random(1);
    for (int i = 0; i < luma.capacity(); i++) {
      int value = (luma.get(i) & 0xFF) + (int) (noise.nextGaussian() * 40);
      luma.put(i, (byte) Math.clamp(value, 0, 255));
    }
    assertEquals(OptionalInt.of(123_456), FrameCode.read(luma, WIDTH, WIDTH));
  }

  @Test
  void refusesAPictureWithoutACode() {
    ByteBuffer grey = picture();
    for (int i = 0; i < grey.capacity(); i++) {
      grey.put(i, (byte) 60);
    }
    assertEquals(OptionalInt.empty(), FrameCode.read(grey, WIDTH, WIDTH));
  }

  @Test
  void refusesACodeWithOneBlockChanged() {
    ByteBuffer luma = picture();
    FrameCode.draw(luma, WIDTH, WIDTH, 77);
    int block = WIDTH / 24;
    for (int y = 0; y < block; y++) {
      for (int x = 0; x < block; x++) {
        luma.put(y * WIDTH + x, (byte) 235);
      }
    }
    assertEquals(OptionalInt.empty(), FrameCode.read(luma, WIDTH, WIDTH));
  }
}
