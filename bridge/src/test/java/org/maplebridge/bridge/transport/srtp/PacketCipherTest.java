package org.maplebridge.bridge.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.Packets;

/** Against the numbers printed in the RFCs. */
class PacketCipherTest {

  private static final byte[] GCM_KEY = Packets.hex("000102030405060708090a0b0c0d0e0f");
  private static final byte[] GCM_SALT = Packets.hex("517569642070726f2071756f00000000");

  /** RFC 7714 section 16.1.1. */
  private static final byte[] RTP =
      Packets.hex(
          "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e69732064697669736120"
              + "696e207061727465732074726573");

  private static final byte[] SRTP =
      Packets.hex(
          "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f"
              + "42a5f47a51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce");

  /** RFC 7714 section 17.1. */
  private static final byte[] RTCP =
      Packets.hex(
          "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeef"
              + "deadbeefdeadbeefdeadbeefdeadbeef");

  private static final byte[] SRTCP =
      Packets.hex(
          "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1"
              + "730d6fda4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");

  private static final int SRTCP_INDEX = 0x5d4;

  private static PacketCipher gcm(boolean encrypts) {
    return new PacketCipher(
        SrtpProfile.AEAD_AES_128_GCM,
        GCM_KEY,
        new byte[0],
        GCM_SALT,
        encrypts,
        new SrtpWorkspace());
  }

  private static MemorySegment memory(Arena arena, byte[] packet) {
    MemorySegment memory = arena.allocate(packet.length + 24, Long.BYTES);
    MemorySegment.copy(packet, 0, memory, ValueLayout.JAVA_BYTE, 0, packet.length);
    return memory;
  }

  private static byte[] bytes(MemorySegment memory, int length) {
    return memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void gcmOfRtpIsAsInTheRfc() {
    try (Arena arena = Arena.ofConfined();
        PacketCipher sealing = gcm(true);
        PacketCipher opening = gcm(false)) {
      MemorySegment memory = memory(arena, RTP);
      assertEquals(SRTP.length, new RtpSealer(sealing).seal(memory, 0, RTP.length));
      assertArrayEquals(SRTP, bytes(memory, SRTP.length));
      assertEquals(SrtpStatus.OK, new RtpOpener(opening).open(memory, 0, SRTP.length));
      assertArrayEquals(RTP, bytes(memory, RTP.length));
    }
  }

  @Test
  void gcmOfRtcpIsAsInTheRfc() {
    try (Arena arena = Arena.ofConfined();
        PacketCipher sealing = gcm(true);
        PacketCipher opening = gcm(false)) {
      RtcpSealer sealer = new RtcpSealer(sealing);
      MemorySegment memory = memory(arena, RTCP);
      for (int index = 0; index <= SRTCP_INDEX; index++) {
        MemorySegment.copy(RTCP, 0, memory, ValueLayout.JAVA_BYTE, 0, RTCP.length);
        assertEquals(SRTCP.length, sealer.seal(memory, 0, RTCP.length));
      }
      assertArrayEquals(SRTCP, bytes(memory, SRTCP.length));
      assertEquals(SrtpStatus.OK, new RtcpOpener(opening).open(memory, 0, SRTCP.length));
      assertArrayEquals(RTCP, bytes(memory, RTCP.length));
    }
  }

  /** RFC 3711 appendix B.2. */
  @Test
  void theKeyStreamOfCounterModeIsAsInTheRfc() {
    byte[] key = Packets.hex("2B7E151628AED2A6ABF7158809CF4F3C");
    byte[] salt = Packets.hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000");
    byte[] stream =
        Packets.hex(
            "E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB"
                + "41E95B3BB0A2E8DD477901E4FCA894C0");
    try (Arena arena = Arena.ofConfined();
        PacketCipher cipher =
            new PacketCipher(
                SrtpProfile.AES128_CM_HMAC_SHA1_80,
                key,
                new byte[20],
                salt,
                true,
                new SrtpWorkspace())) {
      MemorySegment memory = arena.allocate(stream.length);
      assertTrue(cipher.begin(0, 0) && cipher.crypt(memory.address(), stream.length));
      assertArrayEquals(stream, bytes(memory, stream.length));
    }
  }

  /** RFC 3711 appendix B.3. */
  @Test
  void keysAreDerivedAsInTheRfc() {
    SessionKeys keys =
        SessionKeys.ofRtp(
            Packets.hex("E1F97A0D3E018BE0D64FA32C06DE4139"),
            Packets.hex("0EC675AD498AFEEBB6960B3AABE6"));
    assertArrayEquals(Packets.hex("C61E7A93744F39EE10734AFE3FF7A087"), keys.encryption());
    assertArrayEquals(Packets.hex("30CBBC08863D8C85D49DB34A9AE1"), Arrays.copyOf(keys.salt(), 14));
    assertArrayEquals(
        Packets.hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"), keys.authentication());
  }
}
