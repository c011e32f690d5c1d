package org.maplebridge.bridge.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maplebridge.bridge.Packets;
import org.maplebridge.bridge.api.Codec;

class KeyFramesTest {

  private static boolean starts(Codec codec, String hex) {
    byte[] payload = Packets.hex(hex);
    return KeyFrames.startsAt(codec, payload, 0, payload.length);
  }

  /** Made by openh264 and x264: baseline, main, high with cropped lines, and with fields. */
  @ParameterizedTest
  @CsvSource({
    "67 42 C0 1E 8C 68 0A 02 FF 97 01 01 E1 10 8D 40, 360",
    "67 42 C0 1E D9 00 A0 2F F9 70 11 00 00 03 00 01 00 00 03 00 32 0F 16 2E 48, 360",
    "67 4D 40 15 EC A0 F0 47 F5 80 88 00 00 03 00 08 00 00 03 01 90 78 B1 6C B0, 270",
    "67 64 00 28 AC D9 40 78 02 27 E5 C0 44 00 00 03 00 04 00 00 03 00 C8 3C 60 C6 58, 1080",
    "67 64 00 20 AC D9 40 50 0B BF 2E 02 20 00 00 03 00 20 00 00 06 43 E2 C5 B2 C0, 720",
    "78 00 10 67 42 C0 1E 8C 68 0A 02 FF 97 01 01 E1 10 8D 40 00 04 68 CE 3C 80, 360",
    "67 42 C0 1E 8C, 0",
    "65 88 84 00, 0",
  })
  void h264KeyFrameTellsItsHeight(String hex, int height) {
    byte[] payload = Packets.hex(hex);
    assertEquals(height, H264Payload.keyFrameHeight(payload, 0, payload.length));
  }

  @Test
  void vp8KeyFrameIsAFirstPacketOfPartitionZeroWithoutP() {
    assertTrue(starts(Codec.VP8, "10 10 02 00 9D 01 2A"));
    assertTrue(starts(Codec.VP8, "90 80 92 34 10 02 00 9D 01 2A"));
    assertTrue(starts(Codec.VP8, "90 E0 92 34 05 20 10 02 00 9D 01 2A"));
    assertFalse(starts(Codec.VP8, "10 11 02 00"));
    assertFalse(starts(Codec.VP8, "00 10 02 00"));
    assertFalse(starts(Codec.VP8, "11 10 02 00"));
    assertFalse(starts(Codec.VP8, "90 E0 92"));
    assertFalse(starts(Codec.VP8, ""));
  }

  @Test
  void h264KeyFrameIsAParameterSetOrAnIdrSlice() {
    assertTrue(starts(Codec.H264, "67 42 E0 1F"));
    assertTrue(starts(Codec.H264, "65 88 84"));
    assertTrue(starts(Codec.H264, "78 0004 6742E01F 0002 68CE"));
    assertTrue(starts(Codec.H264, "78 0002 09F0 0004 6742E01F"));
    assertTrue(starts(Codec.H264, "7C 85 88"));
    assertFalse(starts(Codec.H264, "7C 45 88"));
    assertFalse(starts(Codec.H264, "7C 81 88"));
    assertFalse(starts(Codec.H264, "41 9A"));
    assertFalse(starts(Codec.H264, "78 0002 09F0 00FF 67"));
    assertFalse(starts(Codec.H264, "7C"));
    assertFalse(starts(Codec.H264, ""));
  }

  @Test
  void opusTellsItsLength() {
    assertEquals(960, samples("78"));
    assertEquals(960, samples("FC FFFE"));
    assertEquals(480, samples("60"));
    assertEquals(2880, samples("18"));
    assertEquals(5760, samples("19"));
    assertEquals(0, samples("1B 03"));
    assertEquals(0, samples("FB"));
    assertEquals(0, samples(""));
    assertTrue(OpusPayload.isDiscontinuous(1));
  }

  private static int samples(String hex) {
    byte[] payload = Packets.hex(hex);
    return OpusPayload.samples(payload, 0, payload.length);
  }

  @Test
  void anyBytesAreAnswered() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      random.nextBytes(bytes);
      for (Codec codec : Codec.values()) {
        boolean unused = KeyFrames.startsAt(codec, bytes, 0, bytes.length);
      }
      assertTrue(OpusPayload.samples(bytes, 0, bytes.length) <= 5760);
    }
  }
}
