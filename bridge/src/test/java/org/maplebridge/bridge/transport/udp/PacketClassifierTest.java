package org.maplebridge.bridge.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketClassifierTest {

  /** The ranges of RFC 7983 section 7, at both ends. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, STUN",
    "3, 0, STUN",
    "4, 0, OTHER",
    "15, 0, OTHER",
    "16, 0, OTHER",
    "19, 0, OTHER",
    "20, 254, DTLS",
    "63, 254, DTLS",
    "64, 0, OTHER",
    "79, 0, OTHER",
    "80, 0, OTHER",
    "127, 0, OTHER",
    "128, 111, RTP",
    "191, 239, RTP",
    "192, 0, OTHER",
    "255, 200, OTHER",
    "128, 191, RTP",
    "128, 192, RTCP",
    "129, 200, RTCP",
    "128, 223, RTCP",
    "128, 224, RTP",
  })
  void rangesOfTheFirstAndSecondByte(int first, int second, PacketKind expected) {
    assertEquals(expected, PacketClassifier.classify(new byte[] {(byte) first, (byte) second}, 2));
  }

  @Test
  void tooShortForAnything() {
    assertEquals(PacketKind.OTHER, PacketClassifier.classify(new byte[] {0}, 1));
    assertEquals(PacketKind.OTHER, PacketClassifier.classify(new byte[] {(byte) 0x80, 96}, 0));
  }
}
