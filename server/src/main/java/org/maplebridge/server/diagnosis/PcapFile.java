package org.maplebridge.server.diagnosis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.maplebridge.bridge.api.PacketTap;

/**
 * Packet headers as a capture file (draft-ietf-opsawg-pcap): each behind IPv4 and UDP headers made
 * up here, because the real addresses are nobody's business. The bridge is 192.0.2.1, the
 * participant 192.0.2.2 (RFC 5737).
 */
final class PcapFile implements PacketTap {
  /** Packets that may wait for the file; half a minute of a large meeting. */
  private static final int CAPACITY = 32_768;

  private static final int MAGIC = 0xA1B2C3D4;
  private static final int LINKTYPE_IPV4 = 228;
  private static final int IP_AND_UDP_BYTES = 28;
  private static final int SNAP_LENGTH = 2048;
  private static final int BRIDGE = 0xC000_0201;
  private static final int PARTICIPANT = 0xC000_0202;
  private static final int PORT = 5004;
  private static final byte UDP = 17;
  private static final long MILLION = 1_000_000;

  private final InstantSource clock;
  // Any thread
  private final ArrayBlockingQueue<Kept> kept = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();

  private record Kept(long micros, boolean sent, ByteBuffer header, int length) {}

  PcapFile(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void onPacket(boolean sent, byte[] buffer, int offset, int shown, int length) {
    ByteBuffer header = ByteBuffer.wrap(Arrays.copyOfRange(buffer, offset, offset + shown));
    if (!kept.offer(
        new Kept(
            ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()), sent, header, length))) {
      dropped.incrementAndGet();
    }
  }

  /** Packets that found the queue full. */
  long dropped() {
    return dropped.get();
  }

  /** The file of what came so far. */
  byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] head = new byte[24];
    ByteBuffer.wrap(head)
        .putInt(MAGIC)
        .putShort((short) 2)
        .putShort((short) 4)
        .putLong(0)
        .putInt(SNAP_LENGTH)
        .putInt(LINKTYPE_IPV4);
    file.writeBytes(head);
    for (Kept packet = kept.poll(); packet != null; packet = kept.poll()) {
      write(file, packet);
    }
    return file.toByteArray();
  }

  private static void write(ByteArrayOutputStream file, Kept packet) {
    int shown = IP_AND_UDP_BYTES + packet.header().remaining();
    int whole = IP_AND_UDP_BYTES + packet.length();
    byte[] record = new byte[16 + shown];
    ByteBuffer.wrap(record)
        .putInt((int) (packet.micros() / MILLION))
        .putInt((int) (packet.micros() % MILLION))
        .putInt(shown)
        .putInt(whole)
        .put((byte) 0x45)
        .put((byte) 0)
        .putShort((short) whole)
        .putInt(0)
        .put((byte) 64)
        .put(UDP)
        .putShort((short) 0)
        .putInt(packet.sent() ? BRIDGE : PARTICIPANT)
        .putInt(packet.sent() ? PARTICIPANT : BRIDGE)
        .putShort((short) PORT)
        .putShort((short) PORT)
        .putShort((short) (packet.length() + 8))
        .putShort((short) 0)
        .put(packet.header());
    file.writeBytes(record);
  }
}
