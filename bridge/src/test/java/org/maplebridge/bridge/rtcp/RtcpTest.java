package org.maplebridge.bridge.rtcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.Packets;

class RtcpTest {

  /** Writes down every call. */
  private static final class Notes implements RtcpListener {
    final List<String> lines = new ArrayList<>();
    private final byte[] buffer;

    Notes(byte[] buffer) {
      this.buffer = buffer;
    }

    @Override
    public void onSenderReport(int ssrc, long ntpTime, long rtpTime) {
      lines.add("SR %x %x %d".formatted(ssrc, ntpTime, rtpTime));
    }

    @Override
    public void onReportBlock(
        int reporter, int ssrc, int fraction, int lost, long jitter, long lsr, long dlsr) {
      lines.add(
          "block %x %x %d %d %d %x %d"
              .formatted(reporter, ssrc, fraction, lost, jitter, lsr, dlsr));
    }

    @Override
    public void onCanonicalName(int ssrc, int offset, int length) {
      lines.add(
          "cname %x %s"
              .formatted(ssrc, new String(buffer, offset, length, StandardCharsets.UTF_8)));
    }

    @Override
    public void onBye(int ssrc) {
      lines.add("BYE %x".formatted(ssrc));
    }

    @Override
    public void onNack(int mediaSsrc, int packetId, int followingMask) {
      lines.add("NACK %x %d %x".formatted(mediaSsrc, packetId, followingMask));
    }

    @Override
    public void onPictureLoss(int mediaSsrc) {
      lines.add("PLI %x".formatted(mediaSsrc));
    }

    @Override
    public void onFullIntraRequest(int mediaSsrc, int sequenceNumber) {
      lines.add("FIR %x %d".formatted(mediaSsrc, sequenceNumber));
    }

    @Override
    public void onTransportFeedback(int offset, int length) {
      TransportFeedback.read(
          buffer,
          offset,
          length,
          (seq, got, micros) -> lines.add("TWCC %d %s %d".formatted(seq, got, micros)));
    }

    @Override
    public void onMaximumBitrate(long bps) {
      lines.add("REMB " + bps);
    }
  }

  private static List<String> parse(byte[] packet) {
    Notes notes = new Notes(packet);
    assertTrue(RtcpParser.parse(packet, 0, packet.length, notes));
    return notes.lines;
  }

  private static List<String> parse(RtcpWriter writer) {
    return parse(Arrays.copyOf(writer.buffer(), writer.length()));
  }

  @Test
  void readsTheCompoundOfTheNote() {
    assertEquals(
        List.of(
            "SR 12345678 e6b1c2d340000000 90000",
            "block 12345678 9abcdef0 64 -2 300 c2d34000 65536",
            "cname 12345678 anna",
            "NACK 9abcdef0 1000 5",
            "PLI 9abcdef0"),
        parse(Packets.load("rtcp-compound")));
  }

  @Test
  void readsTransportFeedbackOfTheNote() {
    assertEquals(
        List.of(
            "TWCC 5 true 64000",
            "TWCC 6 false 0",
            "TWCC 7 true 65000",
            "TWCC 8 true 564000",
            "TWCC 9 true 563750"),
        parse(Packets.load("rtcp-transport-wide")));
  }

  @Test
  void readsMaximumBitrate() {
    byte[] remb = Packets.hex("8F CE 0005 00000001 00000000 52454D42 01 0B D090 9ABCDEF0");
    // Exponent 2, mantissa 0x3D090
    assertEquals(List.of("REMB " + (0x3D090L << 2)), parse(remb));
  }

  @Test
  void writesWhatItReads() {
    RtcpWriter writer = new RtcpWriter(20);
    writer
        .reset()
        .receiverReport(1)
        .reportBlock(2, 255, 0x1_0000_0000L, 70_000, 5, 6, 7)
        .reportBlock(3, 0, -0x1_0000_0000L, 0, 0, 0, 0)
        .canonicalName(1, "someone".getBytes(StandardCharsets.UTF_8))
        .nack(1, 2, new int[] {65535, 0, 15, 16, 400}, 5)
        .pictureLoss(1, 2)
        .fullIntraRequest(1, 2, 9)
        .maximumBitrate(1, 1_500_000, new int[] {2, 3}, 2)
        .bye(1);
    assertEquals(
        List.of(
            "block 1 2 255 8388607 5 6 7",
            "block 1 3 0 -8388608 0 0 0",
            "cname 1 someone",
            "NACK 2 65535 8001",
            "NACK 2 16 0",
            "NACK 2 400 0",
            "PLI 2",
            "FIR 2 9",
            "REMB 1500000",
            "BYE 1"),
        parse(writer));
    writer.reset().senderReport(-1, 0x1234_5678_9ABC_DEF0L, 0xFFFF_FFFFL, 1, 2);
    assertEquals(List.of("SR ffffffff 123456789abcdef0 4294967295"), parse(writer));
  }

  @Test
  void transportFeedbackTellsEveryArrivalOnce() {
    Random random = new Random(3);
    ArrivalTimes arrivals = new ArrivalTimes();
    TransportFeedbackWriter feedback = new TransportFeedbackWriter();
    RtcpWriter writer = new RtcpWriter(20);
    long nanos = 5_000_000_000L;
    int sequence = 65_000;
    for (int round = 0; round < 200; round++) {
      List<String> expected = new ArrayList<>();
      int packets = 1 + random.nextInt(900);
      for (int i = 0; i < packets; i++) {
        nanos += random.nextInt(20) == 0 ? random.nextInt(300_000_000) : random.nextInt(900_000);
        sequence = (sequence + 1) & 0xFFFF;
        // The last one of a round arrives, so that the range is known
        boolean received = i == packets - 1 || round == 0 && i == 0 || random.nextInt(4) > 0;
        if (received) {
          arrivals.onPacket(sequence, nanos);
        }
        expected.add(
            "TWCC %d %s %d".formatted(sequence, received, received ? nanos / 250_000 * 250 : 0));
      }
      List<String> told = new ArrayList<>();
      while (arrivals.pending() > 0) {
        writer.reset();
        arrivals.reported(writer.transportFeedback(feedback, 1, 2, arrivals));
        told.addAll(parse(writer));
      }
      assertEquals(expected, told);
    }
  }

  @Test
  void stopsAtTheFirstMalformedPacket() {
    byte[] packet = Packets.load("rtcp-compound");
    Notes notes = new Notes(packet);
    assertFalse(RtcpParser.parse(packet, 0, packet.length - 2, notes));
    assertEquals(4, notes.lines.size());
    assertFalse(RtcpParser.parse(packet, 0, 0, notes));
  }

  @Test
  void anyBytesAreAnswered() {
    Random random = new Random(4);
    byte[] compound = Packets.load("rtcp-compound");
    byte[] feedback = Packets.load("rtcp-transport-wide");
    for (int i = 0; i < 300_000; i++) {
      byte[] model = random.nextBoolean() ? compound : feedback;
      byte[] bytes = Arrays.copyOf(model, 1 + random.nextInt(model.length));
      for (int flips = random.nextInt(6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      boolean unused = RtcpParser.parse(bytes, 0, bytes.length, new Bounded(bytes));
    }
  }

  /** Reads what it is told where it is told. */
  private record Bounded(byte[] bytes) implements RtcpListener {
    @Override
    public void onCanonicalName(int ssrc, int offset, int length) {
      assertTrue(offset + length <= bytes.length);
    }

    @Override
    public void onTransportFeedback(int offset, int length) {
      boolean unused =
          TransportFeedback.read(bytes, offset, length, (seq, got, micros) -> assertTrue(seq >= 0));
    }
  }
}
