package org.maplebridge.server.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A capture, byte by byte (draft-ietf-opsawg-pcap section 4). */
class PcapFileTest {

  @Test
  void aPacketIsCutToItsHeaderAndItsAddressesAreMadeUp() {
    PcapFile file = new PcapFile(() -> Instant.parse("1970-01-01T00:00:01.000002Z"));
    byte[] packet = HexFormat.of().parseHex("ffff806f0001000003c012345678fcfffe");
    file.onPacket(true, packet, 2, 12, 15);
    assertEquals(
        "a1b2c3d4 0002 0004 0000000000000000 00000800 000000e4".replace(" ", "")
            + "00000001 00000002 00000028 0000002b".replace(" ", "")
            + "4500002b 00000000 40110000 c0000201 c0000202".replace(" ", "")
            + "138c 138c 0017 0000".replace(" ", "")
            + "806f0001000003c012345678",
        HexFormat.of().formatHex(file.bytes()));
    assertEquals(0, file.dropped());
    assertEquals(24, file.bytes().length, "what was taken is not told twice");
  }
}
