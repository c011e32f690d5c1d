package org.maplebridge.bridge.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSessionTest {

  private static final int OFFSET = 7;
  private static final int TAIL_ROOM = 20;
  private static final int SSRC = 0xCAFEBABE;

  private final Random random = new Random(42);

  private record Pair(SrtpSession client, SrtpSession server) {}

  private Pair pair(SrtpProfile profile) {
    byte[] material = new byte[SrtpKeys.materialLength(profile)];
    random.nextBytes(material);
    return new Pair(
        new SrtpSession(new SrtpKeys(profile, material, true)),
        new SrtpSession(new SrtpKeys(profile, material, false)));
  }

  private byte[] rtp(int ssrc, int sequence, int payloadBytes) {
    byte[] packet = new byte[12 + payloadBytes];
    random.nextBytes(packet);
    ByteBuffer header = ByteBuffer.wrap(packet);
    header.put((byte) 0x80).put((byte) 96).putShort((short) sequence).putInt(90_000).putInt(ssrc);
    return packet;
  }

  /** The packet in the middle of an array, with exactly the promised room behind it. */
  private static byte[] framed(byte[] packet) {
    byte[] buffer = new byte[OFFSET + packet.length + TAIL_ROOM];
    System.arraycopy(packet, 0, buffer, OFFSET, packet.length);
    return buffer;
  }

  private static byte[] slice(byte[] buffer, int length) {
    return Arrays.copyOfRange(buffer, OFFSET, OFFSET + length);
  }

  @Test
  void opensslIsUsed() {
    assertTrue(SrtpSession.usesOpenSsl());
  }

  @ParameterizedTest
  @EnumSource
  void rtpPassesBothWays(SrtpProfile profile) {
    Pair pair = pair(profile);
    for (int sequence = 65_500; sequence < 65_600; sequence++) {
      assertRtpPasses(pair.client(), pair.server(), rtp(SSRC, sequence, 1 + sequence % 1200));
      assertRtpPasses(pair.server(), pair.client(), rtp(SSRC + 1, sequence, 40));
    }
  }

  /** jitsi-srtp and OpenSSL called directly agree byte by byte, whatever stands in the header. */
  @ParameterizedTest
  @EnumSource
  void sealingInPlaceGivesTheSamePacket(SrtpProfile profile) {
    byte[] material = new byte[SrtpKeys.materialLength(profile)];
    random.nextBytes(material);
    try (SrtpSession inPlace = new SrtpSession(new SrtpKeys(profile, material, true));
        SrtpSession reference =
            new SrtpSession(new JitsiSrtp(new SrtpKeys(profile, material, true)));
        Arena arena = Arena.ofConfined()) {
      RtpSealer sealer = inPlace.rtpSealer().orElseThrow();
      for (int sequence = 65_000; sequence < 66_200; sequence++) {
        byte[] packet = rtp(SSRC + sequence % 3, sequence, 40 + sequence % 1200);
        packet[0] = (byte) (0x80 | (sequence % 4 == 1 ? 2 : 0) | (sequence % 2 == 0 ? 0x10 : 0));
        // One word of extension behind the header, where the bit says so
        packet[14] = 0;
        packet[15] = 1;
        MemorySegment memory = arena.allocate(packet.length + 2 * TAIL_ROOM);
        MemorySegment.copy(packet, 0, memory, ValueLayout.JAVA_BYTE, 3, packet.length);
        int sealed = sealer.seal(memory, 3, packet.length);
        byte[] expected = framed(packet);
        int length = reference.protectRtp(expected, OFFSET, packet.length);
        assertEquals(length, sealed);
        assertArrayEquals(
            slice(expected, length), memory.asSlice(3, sealed).toArray(ValueLayout.JAVA_BYTE));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoPacketIsNotSealed(SrtpProfile profile) {
    byte[] material = new byte[SrtpKeys.materialLength(profile)];
    SrtpSession session = new SrtpSession(new SrtpKeys(profile, material, true));
    RtpSealer sealer = session.rtpSealer().orElseThrow();
    MemorySegment memory = MemorySegment.ofArray(new long[32]);
    byte[] wrong = rtp(SSRC, 1, 20);
    wrong[0] = (byte) 0x9F;
    MemorySegment.copy(wrong, 0, memory, ValueLayout.JAVA_BYTE, 0, wrong.length);
    assertEquals(-1, sealer.seal(memory, 0, 11));
    assertEquals(-1, sealer.seal(memory, 0, wrong.length));
    session.close();
    memory.set(ValueLayout.JAVA_BYTE, 0, (byte) 0x80);
    assertEquals(-1, sealer.seal(memory, 0, wrong.length));
  }

  private static void assertRtpPasses(SrtpSession from, SrtpSession to, byte[] packet) {
    byte[] buffer = framed(packet);
    int length = from.protectRtp(buffer, OFFSET, packet.length);
    assertTrue(length > packet.length && length <= packet.length + TAIL_ROOM);
    assertFalse(Arrays.equals(packet, slice(buffer, packet.length)));
    assertEquals(SrtpStatus.OK, to.unprotectRtp(buffer, OFFSET, length));
    assertArrayEquals(packet, slice(buffer, to.resultLength()));
  }

  @ParameterizedTest
  @EnumSource
  void rtcpPasses(SrtpProfile profile) {
    Pair pair = pair(profile);
    for (int i = 0; i < 50; i++) {
      assertRtcpPasses(pair.client(), pair.server(), report(8 + 4 * i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReplayIsRejected(SrtpProfile profile) {
    Pair pair = pair(profile);
    SrtpSession server = pair.server();
    byte[] packet = rtp(SSRC, 100, 100);
    byte[] rtp = framed(packet);
    int rtpLength = pair.client().protectRtp(rtp, OFFSET, packet.length);
    assertEquals(SrtpStatus.OK, server.unprotectRtp(rtp.clone(), OFFSET, rtpLength));
    assertEquals(SrtpStatus.REPLAYED, server.unprotectRtp(rtp.clone(), OFFSET, rtpLength));
    byte[] report = report(8);
    byte[] rtcp = framed(report);
    int rtcpLength = pair.client().protectRtcp(rtcp, OFFSET, report.length);
    assertEquals(SrtpStatus.OK, server.unprotectRtcp(rtcp.clone(), OFFSET, rtcpLength));
    assertEquals(SrtpStatus.REPLAYED, server.unprotectRtcp(rtcp.clone(), OFFSET, rtcpLength));
  }

  @ParameterizedTest
  @EnumSource
  void anyChangedByteIsNoticed(SrtpProfile profile) {
    Pair pair = pair(profile);
    byte[] packet = rtp(SSRC, 5, 60);
    byte[] good = framed(packet);
    int length = pair.client().protectRtp(good, OFFSET, packet.length);
    // From the payload on: a changed header may be malformed instead, or another stream's.
    for (int at = 12; at < length; at++) {
      byte[] changed = good.clone();
      changed[OFFSET + at] ^= 0x40;
      pair.server().refillBudget();
      assertEquals(SrtpStatus.UNAUTHENTICATED, pair.server().unprotectRtp(changed, OFFSET, length));
    }
    assertEquals(SrtpStatus.OK, pair.server().unprotectRtp(good, OFFSET, length));
  }

  @ParameterizedTest
  @EnumSource
  void soItIsInAReport(SrtpProfile profile) {
    Pair pair = pair(profile);
    byte[] packet = report(32);
    byte[] good = framed(packet);
    int length = pair.client().protectRtcp(good, OFFSET, packet.length);
    for (int at = 0; at < length; at++) {
      byte[] changed = good.clone();
      changed[OFFSET + at] ^= 0x40;
      assertEquals(
          SrtpStatus.UNAUTHENTICATED, pair.server().unprotectRtcp(changed, OFFSET, length));
    }
    assertEquals(SrtpStatus.OK, pair.server().unprotectRtcp(good, OFFSET, length));
  }

  /** jitsi-srtp derives keys for each SSRC. */
  @ParameterizedTest
  @EnumSource
  void strangersSsrcsAreTriedOnlySoOften(SrtpProfile profile) {
    byte[] material = new byte[SrtpKeys.materialLength(profile)];
    SrtpSession client = new SrtpSession(new JitsiSrtp(new SrtpKeys(profile, material, true)));
    SrtpSession server = new SrtpSession(new JitsiSrtp(new SrtpKeys(profile, material, false)));
    for (int i = 0; i < JitsiSrtp.UNKNOWN_SSRC_BUDGET; i++) {
      byte[] noise = rtp(i, 1, 100);
      assertEquals(SrtpStatus.UNAUTHENTICATED, server.unprotectRtp(noise, 0, noise.length));
    }
    byte[] oneMore = rtp(-1, 1, 100);
    assertEquals(SrtpStatus.LIMITED, server.unprotectRtp(oneMore, 0, oneMore.length));
    server.refillBudget();
    assertRtpPasses(client, server, rtp(SSRC, 1, 100));
  }

  @ParameterizedTest
  @EnumSource
  void onlySoManySsrcsOfAPeerAreKept(SrtpProfile profile) {
    Pair pair = pair(profile);
    for (int i = 0; i < SrtpSession.MAX_REMOTE_SSRCS; i++) {
      assertRtpPasses(pair.client(), pair.server(), rtp(i, 1, 100));
    }
    byte[] oneMore = framed(rtp(-1, 1, 100));
    int length = pair.client().protectRtp(oneMore, OFFSET, 112);
    assertEquals(SrtpStatus.LIMITED, pair.server().unprotectRtp(oneMore, OFFSET, length));
    assertRtpPasses(pair.client(), pair.server(), rtp(0, 2, 100));
  }

  /** Three cycles of sequence numbers, some lost, some late, with jitsi-srtp at the other end. */
  @ParameterizedTest
  @EnumSource
  void jitsiSrtpUnderstandsUsAndWeIt(SrtpProfile profile) {
    byte[] material = new byte[SrtpKeys.materialLength(profile)];
    random.nextBytes(material);
    try (SrtpSession ours = new SrtpSession(new SrtpKeys(profile, material, true));
        SrtpSession theirs =
            new SrtpSession(new JitsiSrtp(new SrtpKeys(profile, material, false)))) {
      assertLatePacketsPass(ours, theirs);
      assertLatePacketsPass(theirs, ours);
      for (int i = 0; i < 200; i++) {
        assertRtcpPasses(ours, theirs, report(8 + 4 * (i % 30)));
        assertRtcpPasses(theirs, ours, report(8 + 4 * (i % 30)));
      }
    }
  }

  private void assertLatePacketsPass(SrtpSession from, SrtpSession to) {
    for (int extended = 20_000; extended < 3 << 16; extended += 2 + random.nextInt(50)) {
      byte[] first = rtp(SSRC, extended, random.nextInt(1200));
      byte[] second = rtp(SSRC, extended + 1, random.nextInt(1200));
      byte[] firstSealed = sealed(from, first);
      byte[] secondSealed = sealed(from, second);
      boolean late = random.nextBoolean();
      assertOpens(to, late ? secondSealed : firstSealed, late ? second : first);
      assertOpens(to, late ? firstSealed : secondSealed, late ? first : second);
    }
  }

  private static byte[] sealed(SrtpSession by, byte[] packet) {
    byte[] buffer = framed(packet);
    return slice(buffer, by.protectRtp(buffer, OFFSET, packet.length));
  }

  private static void assertOpens(SrtpSession to, byte[] sealed, byte[] plain) {
    byte[] buffer = framed(sealed);
    assertEquals(SrtpStatus.OK, to.unprotectRtp(buffer, OFFSET, sealed.length));
    assertArrayEquals(plain, slice(buffer, to.resultLength()));
  }

  private byte[] report(int length) {
    byte[] report = new byte[length];
    random.nextBytes(report);
    ByteBuffer.wrap(report)
        .put((byte) 0x80)
        .put((byte) 201)
        .putShort((short) (length / 4 - 1))
        .putInt(SSRC);
    return report;
  }

  private static void assertRtcpPasses(SrtpSession from, SrtpSession to, byte[] packet) {
    byte[] buffer = framed(packet);
    int length = from.protectRtcp(buffer, OFFSET, packet.length);
    assertTrue(length > packet.length && length <= packet.length + TAIL_ROOM);
    assertEquals(SrtpStatus.OK, to.unprotectRtcp(buffer, OFFSET, length));
    assertArrayEquals(packet, slice(buffer, to.resultLength()));
  }

  @ParameterizedTest
  @EnumSource
  void malformedPacketsNeverThrow(SrtpProfile profile) {
    Pair pair = pair(profile);
    for (int i = 0; i < 5_000; i++) {
      byte[] noise = new byte[1 + random.nextInt(80)];
      random.nextBytes(noise);
      noise[0] = (byte) (0x80 | noise[0] & 0x1F);
      pair.server().refillBudget();
      assertNotEquals(SrtpStatus.OK, pair.server().unprotectRtp(noise.clone(), 0, noise.length));
      assertNotEquals(SrtpStatus.OK, pair.server().unprotectRtcp(noise, 0, noise.length));
    }
    assertEquals(-1, pair.client().protectRtp(new byte[40], 0, 11));
    assertEquals(-1, pair.client().protectRtcp(new byte[40], 0, 7));
  }
}
