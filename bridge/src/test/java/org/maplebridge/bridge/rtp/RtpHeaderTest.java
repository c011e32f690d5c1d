package org.maplebridge.bridge.rtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.Packets;

class RtpHeaderTest {

  private final RtpHeader header = new RtpHeader();

  @Test
  void readsFixedFieldsAndPayload() {
    byte[] packet = Packets.hex("80 E0 FFFE 00000010 F2220002 AABBCC");
    assertTrue(header.read(packet, 0, packet.length));
    assertTrue(header.marker());
    assertEquals(96, header.payloadType());
    assertEquals(0xFFFE, header.sequenceNumber());
    assertEquals(16, header.timestamp());
    assertEquals(0xF222_0002, header.ssrc());
    assertEquals(12, header.payloadOffset());
    assertEquals(3, header.payloadLength());
  }

  @Test
  void skipsContributorsAndPadding() {
    byte[] packet = Packets.hex("A2 60 0001 00000001 00000001 00000002 00000003 AA BB 00 00 03");
    assertTrue(header.read(packet, 0, packet.length));
    assertEquals(20, header.payloadOffset());
    assertEquals(2, header.payloadLength());
  }

  @Test
  void findsOneByteElements() {
    // Element 4 "0", one byte of padding, element 1 of one byte, element 3 of two
    byte[] packet = Packets.hex("90 6F 0001 00000001 00000001 BEDE 0002 40 30 00 10 85 31 1234 AA");
    assertTrue(header.read(packet, 0, packet.length));
    int mid = header.findExtension(packet, 4);
    assertEquals('0', packet[HeaderExtensions.offset(mid)]);
    assertEquals(1, HeaderExtensions.length(mid));
    assertEquals(0x85, Bytes.u8(packet, HeaderExtensions.offset(header.findExtension(packet, 1))));
    int sequence = header.findExtension(packet, 3);
    assertEquals(0x1234, Bytes.u16(packet, HeaderExtensions.offset(sequence)));
    assertEquals(HeaderExtensions.NONE, header.findExtension(packet, 5));
    assertEquals(HeaderExtensions.NONE, header.findExtension(packet, 0));
    assertEquals(1, header.payloadLength());
  }

  @Test
  void findsTwoByteElements() {
    byte[] packet = Packets.hex("90 6F 0001 00000001 00000001 1000 0002 0401 30 00 1402 ABCD AA");
    assertTrue(header.read(packet, 0, packet.length));
    int found = header.findExtension(packet, 0x14);
    assertEquals(2, HeaderExtensions.length(found));
    assertEquals(0xABCD, Bytes.u16(packet, HeaderExtensions.offset(found)));
  }

  @Test
  void writesWhatItReads() {
    byte[] buffer = new byte[64];
    RtpHeaderWriter writer = new RtpHeaderWriter(buffer).fixed(true, 111, 7, 0xFFFF_FFFFL, -2);
    writer.element(4, "audio");
    int at = writer.element(3, 2);
    Bytes.put16(buffer, at, 513);
    int length = writer.finish();
    assertEquals(0, length % 4);
    assertTrue(header.read(buffer, 0, length + 1));
    assertEquals(-2, header.ssrc());
    assertEquals(0xFFFF_FFFFL, header.timestamp());
    assertEquals(length, header.payloadOffset());
    int mid = header.findExtension(buffer, 4);
    assertArrayEquals(
        "audio".getBytes(StandardCharsets.US_ASCII),
        Arrays.copyOfRange(buffer, HeaderExtensions.offset(mid), HeaderExtensions.offset(mid) + 5));
    assertEquals(513, Bytes.u16(buffer, HeaderExtensions.offset(header.findExtension(buffer, 3))));
  }

  @Test
  void refusesWhatIsNoRtp() {
    assertFalse(header.read(Packets.hex("80 60 0001 00000001 000000"), 0, 11));
    assertFalse(header.read(Packets.hex("40 60 0001 00000001 00000001"), 0, 12));
    assertFalse(header.read(Packets.hex("8F 60 0001 00000001 00000001"), 0, 12));
    assertFalse(header.read(Packets.hex("90 60 0001 00000001 00000001 BEDE 0001"), 0, 16));
    assertFalse(header.read(Packets.hex("A0 60 0001 00000001 00000001 00"), 0, 13));
    assertFalse(header.read(Packets.hex("A0 60 0001 00000001 00000001 02"), 0, 13));
  }

  @Test
  void staysWithinAnyBytes() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 16 && random.nextBoolean()) {
        bytes[0] = (byte) (0x90 | (bytes[0] & 0x2F));
        Bytes.put16(bytes, 12, random.nextBoolean() ? 0xBEDE : 0x1000);
        Bytes.put16(bytes, 14, random.nextInt(12));
      }
      if (header.read(bytes, 0, bytes.length)) {
        assertTrue(header.payloadOffset() + header.payloadLength() <= bytes.length);
        assertTrue(header.payloadLength() >= 0);
        int found = header.findExtension(bytes, 1 + random.nextInt(14));
        if (found != HeaderExtensions.NONE) {
          int end = HeaderExtensions.offset(found) + HeaderExtensions.length(found);
          assertTrue(end <= header.payloadOffset());
        }
        int primary =
            RedPayload.primaryOffset(bytes, header.payloadOffset(), header.payloadLength());
        assertTrue(primary <= bytes.length);
      }
    }
  }

  @Test
  void findsThePrimaryBlockOfRed() {
    // One redundant block of 3 bytes with type 111, then the primary of type 111
    byte[] red = Packets.hex("EF 000003 6F 010203 AABB");
    assertEquals(8, RedPayload.primaryOffset(red, 0, red.length));
    assertEquals(111, RedPayload.primaryPayloadType(red, 0));
    assertEquals(RedPayload.NONE, RedPayload.primaryOffset(red, 0, 6));
  }
}
