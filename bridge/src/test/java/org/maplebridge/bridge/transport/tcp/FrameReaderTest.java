package org.maplebridge.bridge.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 4571 section 2, by hand. */
class FrameReaderTest {

  private final FrameReader reader = new FrameReader();
  private final List<String> frames = new ArrayList<>();

  @Test
  void framesAreFoundHoweverTheyAreCut() {
    byte[] stream = HexFormat.of().parseHex("0003aabbcc" + "0000" + "0001dd" + "0002eeff");
    for (int piece = 1; piece <= stream.length; piece++) {
      frames.clear();
      for (int at = 0; at < stream.length; at += piece) {
        assertTrue(read(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece))));
      }
      assertEquals(List.of("aabbcc", "dd", "eeff"), frames);
    }
  }

  @Test
  void theLongestFrameIsReadAndALongerOneRefused() {
    byte[] longest = new byte[2 + FrameReader.MAX_FRAME_BYTES];
    longest[0] = (byte) (FrameReader.MAX_FRAME_BYTES >> 8);
    longest[1] = (byte) FrameReader.MAX_FRAME_BYTES;
    assertTrue(read(longest));
    assertEquals(2 * FrameReader.MAX_FRAME_BYTES, frames.getFirst().length());
    assertFalse(read(new byte[] {0x08, 0x01}));
  }

  @Test
  void nothingComesAfterTheOwnerHasEnough() {
    ByteBuf two = Unpooled.wrappedBuffer(HexFormat.of().parseHex("0001aa0001bb"));
    reader.read(two, frames::isEmpty, (data, length) -> take(data, length));
    assertEquals(List.of("aa"), frames);
  }

  private boolean read(byte[] bytes) {
    return reader.read(Unpooled.wrappedBuffer(bytes), () -> true, this::take);
  }

  private void take(byte[] data, int length) {
    frames.add(HexFormat.of().formatHex(data, 0, length));
  }
}
