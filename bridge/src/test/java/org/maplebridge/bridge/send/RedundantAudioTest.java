package org.maplebridge.bridge.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.receive.ReceivePath;
import org.maplebridge.bridge.receive.ReceivedSource;
import org.maplebridge.bridge.receive.SourceListener;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.rtp.PacketPool;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.rtp.RtpHeader;
import org.maplebridge.bridge.rtp.RtpHeaderWriter;

/** What one side packs into RED (RFC 2198), the other unpacks. */
class RedundantAudioTest {

  private static final int OPUS = 111;
  private static final int RED = 63;
  private static final int TICKS = 960;
  private static final ExtensionIds NO_EXTENSIONS = new ExtensionIds(0, 0, 0, 0);

  private final PacketPool pool = new PacketPool(() -> true);
  private final PacketHistory history = new PacketHistory(64);
  private long oldest;
  private final RedundantAudio redundant =
      new RedundantAudio(new StreamHeader(RED, 1, "0", NO_EXTENSIONS, true), OPUS, history);

  @AfterEach
  void nothingLeaks() {
    history.clear();
    assertEquals(0, pool.outstanding());
  }

  private byte[] pack(int number) {
    PooledPacket packet = pool.acquire();
    packet.header(100_000 + number, (long) number * TICKS, false, 0);
    byte[] payload = payload(number);
    packet.payload(payload, 0, payload.length);
    history.put(packet);
    byte[] buffer = new byte[2000];
    int end = redundant.write(buffer, 0, packet, oldest);
    packet.release();
    return Arrays.copyOf(buffer, end);
  }

  private static byte[] payload(int number) {
    byte[] payload = new byte[20 + number % 7];
    Arrays.fill(payload, (byte) number);
    return payload;
  }

  @Test
  void redundancyFollowsTheLossAndTheRoom() {
    assertFalse(redundant.isOn());
    redundant.onLoss(0.1, 0);
    assertFalse(redundant.isOn(), "no room for it");
    redundant.onLoss(0.1, 5);
    assertTrue(redundant.isOn());
    for (int i = 0; i < 500; i++) {
      redundant.onLoss(0, 5);
    }
    assertFalse(redundant.isOn());
  }

  @Test
  void everyOtherPacketMayBeLost() {
    redundant.onLoss(0.03, 5);
    Ear ear = new Ear();
    for (int i = 0; i < 20; i++) {
      byte[] red = pack(i);
      if (i % 2 == 0) {
        ear.receive(i, red);
      }
    }
    assertEquals(19, ear.heard.size());
    for (int i = 0; i < 19; i++) {
      assertArrayEquals(payload(i), ear.heard.get(i));
      assertEquals((long) i * TICKS, ear.timestamps.get(i));
    }
    assertEquals(9, ear.counters.get(MediaCounter.RED_RECOVERED));
    assertEquals(0, ear.pool.outstanding());
  }

  @Test
  void nothingFromBeforeTheReceiverMayHearIsInIt() {
    redundant.onLoss(0.1, 5);
    byte[] first = pack(0);
    byte[] second = pack(1);
    assertTrue(first.length < second.length);
    oldest = 100_002;
    Ear ear = new Ear();
    ear.receive(2, pack(2));
    assertEquals(1, ear.heard.size());
    assertArrayEquals(payload(2), ear.heard.getFirst());
  }

  @Test
  void twoInARowMayBeLostWhereMuchIs() {
    redundant.onLoss(0.1, 5);
    Ear ear = new Ear();
    for (int i = 0; i < 31; i++) {
      byte[] red = pack(i);
      if (i % 3 == 0) {
        ear.receive(i, red);
      }
    }
    assertEquals(31, ear.heard.size());
  }

  /** A publisher's microphone as the bridge hears it. */
  private static final class Ear implements SourceListener {
    final List<byte[]> heard = new ArrayList<>();
    final List<Long> timestamps = new ArrayList<>();
    final MediaCounters counters = new MediaCounters();
    final PacketPool pool = new PacketPool(() -> true);
    private final ReceivePath path;
    private final byte[] buffer = new byte[2048];

    Ear() {
      PublishedSource spec =
          new PublishedSource(
              "mic",
              SourceKind.MICROPHONE,
              "0",
              Codec.OPUS,
              OPUS,
              Optional.empty(),
              Optional.of(RED),
              List.of(9L),
              List.of(),
              List.of(),
              NO_EXTENSIONS);
      SourceInfo info = new SourceInfo("mic", "anna", SourceKind.MICROPHONE, Codec.OPUS);
      ReceivedSource source = new ReceivedSource(info, spec, this);
      source.setOpen(true);
      CapturedTransport transport = new CapturedTransport();
      RtcpChannel rtcp = new RtcpChannel(transport::sendRtcp, counters, 1, new byte[] {'b'}, 20);
      path = new ReceivePath(List.of(source), false, pool, counters, rtcp);
    }

    void receive(int number, byte[] red) {
      RtpHeaderWriter writer =
          new RtpHeaderWriter(buffer).fixed(false, RED, number, (long) number * TICKS, 9);
      int header = writer.finish();
      assertEquals(RtpHeader.FIXED_LENGTH, header);
      System.arraycopy(red, 0, buffer, header, red.length);
      path.onRtp(buffer, 0, header + red.length, number);
    }

    @Override
    public void onStarted() {}

    @Override
    public void onPacket(PooledPacket packet) {
      byte[] payload = new byte[packet.payloadLength()];
      packet.copyPayload(payload, 0);
      heard.add(payload);
      timestamps.add(packet.timestamp());
    }

    @Override
    public void onRestarted(int encoding) {}

    @Override
    public void onSenderReport(int encoding, long ntpTime, long rtpTime, long arrivalNanos) {}
  }
}
