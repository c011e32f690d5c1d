package org.maplebridge.bridge.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.Packets;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.codec.Vp8Payload;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.rtcp.RtcpListener;
import org.maplebridge.bridge.rtcp.RtcpParser;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtp.Bytes;
import org.maplebridge.bridge.rtp.HeaderExtensions;
import org.maplebridge.bridge.rtp.RtpHeader;

/** What a receiver sees of a publisher, packet by packet. */
class RouteTest {

  private static final byte[] KEY = Packets.hex("10 10 02 00 9D 01 2A AA");
  private static final byte[] DELTA = Packets.hex("10 11 02 00 BB");
  private static final long FRAME = 33_000_000;

  private final Route route = new Route(Codec.VP8, 1, Optional.of(Route.OUT_RTX_TYPE), Route.IDS);
  private final RtpHeader header = new RtpHeader();

  @AfterEach
  void nothingLeaks() {
    route.history.clear();
    assertEquals(0, route.pool.outstanding());
  }

  private List<byte[]> out(Route of) {
    return of.receivers[0].rtp;
  }

  private byte[] payload(byte[] packet) {
    assertTrue(header.read(packet, 0, packet.length));
    int from = header.payloadOffset();
    return Arrays.copyOfRange(packet, from, from + header.payloadLength());
  }

  private int sequence(byte[] packet) {
    assertTrue(header.read(packet, 0, packet.length));
    return header.sequenceNumber();
  }

  private long timestamp(byte[] packet) {
    assertTrue(header.read(packet, 0, packet.length));
    return header.timestamp();
  }

  /** Key frame requests the publisher was sent. */
  private static int pictureLosses(Route route) {
    return pictureLosses(route, Route.SSRC);
  }

  private static int pictureLosses(Route route, int ssrc) {
    int[] count = {0};
    for (byte[] packet : route.publisher.rtcp) {
      RtcpListener counting =
          new RtcpListener() {
            @Override
            public void onPictureLoss(int mediaSsrc) {
              count[0] += mediaSsrc == ssrc ? 1 : 0;
            }
          };
      assertTrue(RtcpParser.parse(packet, 0, packet.length, counting));
    }
    return count[0];
  }

  @Test
  void nothingPassesAClosedDoor() {
    route.send(1, 1, KEY, 0);
    assertEquals(0, out(route).size());
    assertEquals(1, route.count(MediaCounter.DROPPED_CLOSED));
    assertTrue(route.source.isStarted());
  }

  @Test
  void videoStartsAtAKeyFrameWhichIsAskedForOncePerInterval() {
    route.source.setOpen(true);
    for (int i = 0; i < 20; i++) {
      route.send(i, i, DELTA, i * FRAME);
      route.path.tick(i * FRAME);
    }
    assertEquals(0, out(route).size());
    assertEquals(2, pictureLosses(route));
    route.send(20, 20, KEY, 20 * FRAME);
    route.send(21, 21, DELTA, 21 * FRAME);
    assertEquals(2, out(route).size());
    route.path.tick(60 * FRAME);
    assertEquals(2, pictureLosses(route));
  }

  @Test
  void rewritesTheHeaderAndKeepsThePayload() {
    route.source.setOpen(true);
    route.send(65_535, 0xFFFF_FFFFL, KEY, 1_000_000_000);
    route.send(0, 2999, DELTA, 1_000_000_000 + FRAME);
    byte[] first = out(route).get(0);
    byte[] second = out(route).get(1);
    assertArrayEquals(KEY, payload(first));
    assertArrayEquals(DELTA, payload(second));
    assertTrue(header.marker());
    assertEquals(Route.OUT_TYPE, header.payloadType());
    assertEquals((int) Route.OUT_SSRC, header.ssrc());
    assertEquals('7', second[HeaderExtensions.offset(header.findExtension(second, 4))]);
    int at = HeaderExtensions.offset(header.findExtension(second, 3));
    assertEquals(2, Bytes.u16(second, at));
    int sendTime = HeaderExtensions.offset(header.findExtension(second, 2));
    assertEquals(((1_033L << 18) / 1000) & 0xFF_FFFF, Bytes.u24(second, sendTime));
    assertEquals((sequence(first) + 1) & 0xFFFF, sequence(second));
    assertEquals(3000, (timestamp(second) - timestamp(first)) & 0xFFFF_FFFFL);
  }

  @Test
  void closingAndOpeningLeavesOneStream() {
    route.source.setOpen(true);
    route.send(10, 0, KEY, 0);
    route.source.setOpen(false);
    route.subscriptions[0].pause();
    route.history.clear();
    for (int i = 11; i < 40; i++) {
      route.send(i, 3000L * (i - 10), DELTA, (i - 10) * FRAME);
    }
    route.source.setOpen(true);
    route.send(40, 90_000, DELTA, 30 * FRAME);
    assertEquals(1, out(route).size());
    route.send(41, 93_000, KEY, 31 * FRAME);
    route.send(39, 87_000, DELTA, 31 * FRAME + 1);
    assertEquals(2, out(route).size());
    assertEquals((sequence(out(route).get(0)) + 1) & 0xFFFF, sequence(out(route).get(1)));
    long pause = (timestamp(out(route).get(1)) - timestamp(out(route).get(0))) & 0xFFFF_FFFFL;
    assertEquals(31 * 33 * 90, pause);
  }

  @Test
  void aLineThatGoesToAnotherSourceStaysOneStream() {
    Route wall =
        new Route(
            Codec.VP8,
            1,
            Optional.of(Route.OUT_RTX_TYPE),
            Route.IDS,
            List.of(),
            Optional.of("line-7"));
    wall.source.setOpen(true);
    wall.send(10, 0, Packets.hex("90 80 8005 10 02 00 9D 01 2A"), 0);
    wall.send(11, 3000, Packets.hex("90 80 8006 11 02 00 BB"), FRAME);
    wall.handOver(0);
    wall.send(Route.PAYLOAD_TYPE, 77, 900, 777, DELTA, 91 * FRAME);
    wall.path.tick(91 * FRAME);
    wall.send(
        Route.PAYLOAD_TYPE, 77, 901, 3777, Packets.hex("90 80 9234 10 02 00 9D 01 2A"), 92 * FRAME);
    List<byte[]> out = out(wall);
    assertEquals(3, out.size());
    assertEquals((sequence(out.get(1)) + 1) & 0xFFFF, sequence(out.get(2)));
    assertEquals((int) Route.OUT_SSRC, header.ssrc());
    long pause = (timestamp(out.get(2)) - timestamp(out.get(1))) & 0xFFFF_FFFFL;
    assertEquals(91 * 33 * 90, pause);
    int picture = Vp8Payload.pictureId(out.get(1), header.payloadOffset());
    assertEquals(picture + 1, Vp8Payload.pictureId(out.get(2), header.payloadOffset()));
    assertTrue(pictureLosses(wall, 77) > 0, "no key frame asked for");
    wall.receivers[0].rtcp.forEach(RouteTest::assertNoBye);
    wall.history.clear();
  }

  private static void assertNoBye(byte[] packet) {
    RtcpListener listening =
        new RtcpListener() {
          @Override
          public void onBye(int ssrc) {
            throw new AssertionError("said goodbye");
          }
        };
    assertTrue(RtcpParser.parse(packet, 0, packet.length, listening));
  }

  @Test
  void aNackIsAnsweredByRtx() {
    route.source.setOpen(true);
    route.send(10, 0, KEY, 0);
    route.send(11, 3000, DELTA, FRAME);
    byte[] lost = out(route).get(1);
    int lostSequence = sequence(lost);
    long lostTimestamp = timestamp(lost);
    route.subscriptions[0].onNack((lostSequence - 1) & 0xFFFF, 1, 2 * FRAME);
    assertEquals(4, out(route).size());
    byte[] again = out(route).get(3);
    byte[] rtx = payload(again);
    assertEquals(Route.OUT_RTX_TYPE, header.payloadType());
    assertEquals((int) Route.OUT_RTX_SSRC, header.ssrc());
    assertEquals(lostTimestamp, header.timestamp());
    assertEquals(lostSequence, Bytes.u16(rtx, 0));
    assertArrayEquals(DELTA, Arrays.copyOfRange(rtx, 2, rtx.length));
    route.subscriptions[0].onNack((lostSequence + 1) & 0xFFFF, 0, 2 * FRAME);
    assertEquals(4, out(route).size());
    assertEquals(1, route.count(MediaCounter.DROPPED_NOT_IN_HISTORY));
  }

  @Test
  void aReceiverCannotMultiplyWhatItIsSent() {
    route.source.setOpen(true);
    route.send(10, 0, KEY, 0);
    int sequence = sequence(out(route).get(0));
    for (int i = 0; i < 1000; i++) {
      route.subscriptions[0].onNack(sequence, 0, i);
    }
    assertEquals(1 + RetransmissionBudget.FLOOR, out(route).size());
  }

  @Test
  void withoutRtxOnlyTheSameBytesAreSentAgain() {
    Route plain = new Route(Codec.VP8, 1, Optional.empty(), new ExtensionIds(4, 0, 0, 0));
    plain.source.setOpen(true);
    plain.send(10, 0, KEY, 0);
    plain.subscriptions[0].onNack(sequence(out(plain).get(0)), 0, FRAME);
    assertEquals(2, out(plain).size());
    assertArrayEquals(out(plain).get(0), out(plain).get(1));
    plain.history.clear();

    Route numbered = new Route(Codec.VP8, 1, Optional.empty(), Route.IDS);
    numbered.source.setOpen(true);
    numbered.send(10, 0, KEY, 0);
    numbered.subscriptions[0].onNack(sequence(out(numbered).get(0)), 0, FRAME);
    assertEquals(1, out(numbered).size());
    numbered.history.clear();
  }

  @Test
  void lostPacketsAreAskedForAndComeByRtxOnce() {
    route.source.setOpen(true);
    route.send(10, 0, KEY, 0);
    route.send(12, 6000, DELTA, FRAME);
    route.path.tick(2 * FRAME);
    int[] asked = {-1};
    for (byte[] packet : route.publisher.rtcp) {
      RtcpListener nacks =
          new RtcpListener() {
            @Override
            public void onNack(int mediaSsrc, int packetId, int followingMask) {
              asked[0] = packetId;
            }
          };
      assertTrue(RtcpParser.parse(packet, 0, packet.length, nacks));
    }
    assertEquals(11, asked[0]);
    byte[] rtx = Packets.hex("000B 10 11 02 00 CC");
    route.send(Route.RTX_TYPE, Route.RTX_SSRC, 1, 3000, rtx, 3 * FRAME);
    route.send(11, 3000, DELTA, 3 * FRAME);
    assertEquals(3, out(route).size());
    assertArrayEquals(Packets.hex("10 11 02 00 CC"), payload(out(route).get(2)));
    assertEquals((sequence(out(route).get(0)) + 1) & 0xFFFF, sequence(out(route).get(2)));
    assertEquals(1, route.count(MediaCounter.DROPPED_DUPLICATE));
    route.send(Route.RTX_TYPE, Route.RTX_SSRC, 2, 3000, new byte[0], 3 * FRAME);
    assertEquals(1, route.count(MediaCounter.DROPPED_PADDING));
  }

  @Test
  void senderReportsCarryTheReceiversTimeStamps() {
    route.source.setOpen(true);
    route.send(10, 5000, KEY, 0);
    RtcpWriter report =
        new RtcpWriter(0).reset().senderReport(Route.SSRC, 0x1234_5678_0000_0000L, 8000, 1, 1);
    route.path.onRtcp(report.buffer(), 0, report.length(), 1);
    long[] mapped = {-1, 0};
    RtcpListener reading =
        new RtcpListener() {
          @Override
          public void onSenderReport(int ssrc, long ntpTime, long rtpTime) {
            assertEquals((int) Route.OUT_SSRC, ssrc);
            mapped[0] = ntpTime;
            mapped[1] = rtpTime;
          }
        };
    byte[] sent = route.receivers[0].rtcp.getLast();
    assertTrue(RtcpParser.parse(sent, 0, sent.length, reading));
    assertEquals(0x1234_5678_0000_0000L, mapped[0]);
    assertEquals(3000, (mapped[1] - timestamp(out(route).get(0))) & 0xFFFF_FFFFL);

    // The answer comes 100 ms later, of which the receiver held it 50
    route.subscriptions[0].onReport(64, 0x5678_0000L, 65_536 / 20, 1 + 100_000_000);
    assertEquals(0.25, route.subscriptions[0].reports().lossRatio());
    assertEquals(50, route.subscriptions[0].reports().roundTripNanos() / 1e6, 0.1);
  }

  @Test
  void aSenderWhoBeginsAnewIsContinued() {
    route.source.setOpen(true);
    route.send(10, 0, KEY, 0);
    route.send(Route.PAYLOAD_TYPE, 77, 5000, 1, KEY, FRAME);
    assertEquals(1, out(route).size());
    route.send(Route.PAYLOAD_TYPE, 77, 5001, 1, KEY, 60 * FRAME);
    assertEquals(2, out(route).size());
    assertEquals((sequence(out(route).get(0)) + 1) & 0xFFFF, sequence(out(route).get(1)));
  }

  @Test
  void h264StartsAtItsParameterSets() {
    Route h264 = new Route(Codec.H264, 1, Optional.of(Route.OUT_RTX_TYPE), Route.IDS);
    h264.source.setOpen(true);
    h264.send(1, 0, Packets.hex("41 9A 00"), 0);
    h264.send(2, 3000, Packets.hex("78 0004 6742E01F 0002 68CE"), FRAME);
    h264.send(3, 3000, Packets.hex("7C 85 88 00"), FRAME);
    h264.send(4, 3000, Packets.hex("7C 45 88 00"), FRAME);
    assertEquals(3, out(h264).size());
    assertNotEquals(0, payload(out(h264).get(0)).length);
    h264.history.clear();
  }

  @Test
  void unknownTypesAndBrokenPacketsAreCountedAndDropped() {
    route.source.setOpen(true);
    route.send(10, 0, KEY, 0);
    route.send(50, Route.SSRC, 11, 0, DELTA, 0);
    assertEquals(1, route.count(MediaCounter.DROPPED_PAYLOAD_TYPE));
    route.path.onRtp(new byte[4], 0, 4, 0);
    assertEquals(1, route.count(MediaCounter.DROPPED_MALFORMED));
    route.path.onRtcp(new byte[4], 0, 4, 0);
    assertEquals(1, route.count(MediaCounter.DROPPED_RTCP_MALFORMED));
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[12 + random.nextInt(40)];
      random.nextBytes(bytes);
      bytes[0] = (byte) (0x80 | (bytes[0] & 0x3F));
      Bytes.put32(bytes, 8, random.nextBoolean() ? Route.SSRC : Route.RTX_SSRC);
      bytes[1] = (byte) (random.nextBoolean() ? Route.PAYLOAD_TYPE : Route.RTX_TYPE);
      route.path.onRtp(bytes, 0, bytes.length, i);
      if (i % 100 == 0) {
        route.path.tick(i * 1_000_000L);
      }
    }
    assertFalse(out(route).isEmpty());
  }
}
