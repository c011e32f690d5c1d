package org.maplebridge.bridge.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.Packets;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.codec.Vp8Payload;
import org.maplebridge.bridge.rtp.RtpHeader;
import org.maplebridge.bridge.rtp.SequenceNumbers;

/**
 * What must hold for any course of a simulcast source and any change of layers: tried on seeded
 * random ones, from the publisher's packets to the receiver's.
 */
class RewriterProperties {
  private static final int TRIES = 150;
  private static final int PICTURES = 150;
  private static final int FIRST_SSRC = 1000;
  private static final List<String> RIDS = List.of("s", "l");

  /** Temporal layers of successive pictures, as libwebrtc makes three. */
  private static final int[] TEMPORAL = {0, 2, 1, 2};

  private final Random random = new Random(3711);
  private final RtpHeader header = new RtpHeader();

  /** One encoding of the source: its numbers go on whatever is sent. */
  private final class Encoding {
    final int index;
    final int ssrc;
    int sequence = random.nextInt(65_536);
    int pictureId = random.nextInt(32_768);
    int baseLayerIndex = random.nextInt(256);
    final long timestampBase = random.nextLong(1L << 32);

    Encoding(int index) {
      this.index = index;
      ssrc = FIRST_SSRC + index;
    }

    /** Packets of the next picture. */
    List<byte[]> picture(boolean key, int temporal) {
      pictureId = (pictureId + 1) & 0x7FFF;
      baseLayerIndex = (baseLayerIndex + (temporal == 0 ? 1 : 0)) & 0xFF;
      List<byte[]> packets = new ArrayList<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        packets.add(payload(packets.isEmpty(), key, temporal));
      }
      return packets;
    }

    private byte[] payload(boolean start, boolean key, int temporal) {
      byte[] bytes = Packets.hex("90 E0 8000 00 00 00 00 00 9D 01 2A 10 00 10 00");
      bytes[0] = (byte) (start ? 0x90 : 0x80);
      bytes[2] = (byte) (0x80 | pictureId >> 8);
      bytes[3] = (byte) pictureId;
      bytes[4] = (byte) baseLayerIndex;
      // Every first of a higher layer after the base layer can be begun with
      bytes[5] = (byte) (temporal << 6 | (temporal > 0 ? 0x20 : 0));
      bytes[6] = (byte) (key ? 0 : 1);
      return bytes;
    }
  }

  @Test
  void theReceiverSeesOneStreamWithoutGaps() {
    for (int i = 0; i < TRIES; i++) {
      Route route =
          new Route(
              Codec.VP8, 1, Optional.of(Route.OUT_RTX_TYPE), Route.IDS, RIDS, Optional.empty());
      play(route, 0);
      check(route, true);
      clear(route);
    }
  }

  @Test
  void whatIsLostOnTheWayHereLeavesGapsButNoConfusion() {
    for (int i = 0; i < TRIES; i++) {
      Route route =
          new Route(
              Codec.VP8, 1, Optional.of(Route.OUT_RTX_TYPE), Route.IDS, RIDS, Optional.empty());
      play(route, 0.1);
      check(route, false);
      clear(route);
    }
  }

  private static void clear(Route route) {
    route.history.clear();
    route.larger.clear();
    assertEquals(0, route.pool.outstanding());
  }

  /** Sends pictures of both encodings while the target changes at random. */
  private void play(Route route, double loss) {
    Encoding[] encodings = {new Encoding(0), new Encoding(1)};
    route.source.setOpen(true);
    route.subscriptions[0].target(random.nextInt(2), random.nextInt(4));
    for (int picture = 0; picture < PICTURES; picture++) {
      int change = random.nextInt(40);
      if (change == 0) {
        route.subscriptions[0].hold();
      } else if (change < 4) {
        route.subscriptions[0].target(random.nextInt(2), random.nextInt(4));
      }
      for (Encoding encoding : encodings) {
        boolean key = picture == 0 || random.nextInt(12) == 0;
        send(route, encoding, key, picture, loss);
      }
    }
  }

  private void send(Route route, Encoding encoding, boolean key, int number, double loss) {
    int temporal = key ? 0 : TEMPORAL[number % TEMPORAL.length];
    long timestamp = (encoding.timestampBase + 3000L * number) & 0xFFFF_FFFFL;
    for (byte[] payload : encoding.picture(key, temporal)) {
      int sequence = encoding.sequence++;
      if (random.nextDouble() >= loss) {
        route.send(
            Route.PAYLOAD_TYPE,
            encoding.ssrc,
            RIDS.get(encoding.index),
            sequence,
            timestamp,
            payload,
            (1000L + number) * 33_333_333L);
      }
    }
  }

  private void check(Route route, boolean whole) {
    List<byte[]> out = route.receivers[0].rtp;
    int sequence = -1;
    long timestamp = -1;
    int picture = -1;
    int baseLayer = -1;
    for (byte[] packet : out) {
      assertTrue(header.read(packet, 0, packet.length));
      int at = header.payloadOffset();
      int nextPicture = Vp8Payload.pictureId(packet, at);
      int nextBaseLayer = Vp8Payload.baseLayerIndex(packet, at);
      if (sequence >= 0) {
        int step = SequenceNumbers.delta(header.sequenceNumber(), sequence);
        assertTrue(whole ? step == 1 : step >= 1, "sequence step " + step);
        long ticks = SequenceNumbers.timestampDelta(header.timestamp(), timestamp);
        int pictures = (nextPicture - picture) & 0x7FFF;
        assertTrue(pictures == 0 ? ticks == 0 : ticks > 0, "time step " + ticks);
        assertTrue(whole ? pictures <= 1 : pictures <= 60, "picture step " + pictures);
        int layers = (nextBaseLayer - baseLayer) & 0xFF;
        assertTrue(whole ? layers <= 1 : layers <= 30, "base layer step " + layers);
      }
      sequence = header.sequenceNumber();
      timestamp = header.timestamp();
      picture = nextPicture;
      baseLayer = nextBaseLayer;
    }
  }

  @Test
  void aNackFindsThePacketItMeansAcrossEncodings() {
    Route route =
        new Route(Codec.VP8, 1, Optional.of(Route.OUT_RTX_TYPE), Route.IDS, RIDS, Optional.empty());
    play(route, 0);
    route.subscriptions[0].target(1, 3);
    List<byte[]> out = route.receivers[0].rtp;
    int sent = out.size();
    assertNotEquals(0, sent);
    for (int i = Math.max(0, sent - 50); i < sent; i++) {
      byte[] original = out.get(i);
      assertTrue(header.read(original, 0, original.length));
      byte[] payload =
          Arrays.copyOfRange(original, header.payloadOffset(), header.payloadOffset() + 16);
      int before = out.size();
      route.subscriptions[0].onNack(header.sequenceNumber(), 0, 9_000_000_000L * i);
      assertEquals(before + 1, out.size());
      byte[] again = out.getLast();
      assertTrue(header.read(again, 0, again.length));
      int at = header.payloadOffset() + 2;
      assertTrue(Arrays.equals(payload, Arrays.copyOfRange(again, at, at + 16)));
    }
    clear(route);
  }
}
