package org.maplebridge.bridge.send;

import java.nio.charset.StandardCharsets;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.rtp.Bytes;
import org.maplebridge.bridge.rtp.HeaderExtensions;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.rtp.RtpHeaderWriter;

/**
 * The header of one outgoing stream: a template copied in front of each payload, then the few
 * fields that change.
 */
final class StreamHeader {

  private static final int ABSENT = 0;
  private static final int MAX_LENGTH = 64;

  private final byte[] template;
  private final int levelId;
  private final int levelAt;
  private final int sendTimeAt;
  private final int transportSequenceAt;

  /**
   * @param withLevel whether packets may tell their audio level
   */
  StreamHeader(int payloadType, int ssrc, String mid, ExtensionIds ids, boolean withLevel) {
    byte[] buffer = new byte[MAX_LENGTH];
    RtpHeaderWriter writer = new RtpHeaderWriter(buffer).fixed(false, payloadType, 0, 0, ssrc);
    if (ids.mid() != 0 && fits(mid)) {
      writer.element(ids.mid(), mid);
    }
    levelId = withLevel ? ids.audioLevel() : ABSENT;
    levelAt = levelId == ABSENT ? ABSENT : writer.element(levelId, 1);
    sendTimeAt = ids.absoluteSendTime() == 0 ? ABSENT : writer.element(ids.absoluteSendTime(), 3);
    transportSequenceAt =
        ids.transportWideSequence() == 0 ? ABSENT : writer.element(ids.transportWideSequence(), 2);
    int length = writer.finish();
    template = new byte[length];
    System.arraycopy(buffer, 0, template, 0, length);
  }

  private static boolean fits(String mid) {
    int length = mid.getBytes(StandardCharsets.UTF_8).length;
    return length >= 1 && length <= HeaderExtensions.ONE_BYTE_MAX_LENGTH;
  }

  /** Bytes of the header. */
  int length() {
    return template.length;
  }

  /** Whether two sendings of one packet have the same header. */
  boolean isConstant() {
    return sendTimeAt == ABSENT && transportSequenceAt == ABSENT;
  }

  /** Whether packets carry a transport-wide sequence number. */
  boolean isNumbered() {
    return transportSequenceAt != ABSENT;
  }

  /**
   * Writes the header of a packet to the start of a buffer.
   *
   * @param nanos when it leaves
   * @param transportSequence written only if {@link #isNumbered()}
   */
  void write(
      byte[] buffer,
      PooledPacket packet,
      int sequence,
      long timestamp,
      long nanos,
      int transportSequence) {
    System.arraycopy(template, 0, buffer, 0, template.length);
    if (packet.marker()) {
      buffer[1] |= (byte) 0x80;
    }
    Bytes.put16(buffer, 2, sequence);
    Bytes.put32(buffer, 4, (int) timestamp);
    if (levelAt != ABSENT) {
      writeLevel(buffer, packet.audioLevel());
    }
    stamp(buffer, nanos, transportSequence);
  }

  /** Writes the header of a packet of padding; its time stamp means nothing. */
  void writePadding(byte[] buffer, int sequence, long nanos, int transportSequence) {
    System.arraycopy(template, 0, buffer, 0, template.length);
    buffer[0] |= 0x20;
    Bytes.put16(buffer, 2, sequence);
    stamp(buffer, nanos, transportSequence);
  }

  private void stamp(byte[] buffer, long nanos, int transportSequence) {
    if (sendTimeAt != ABSENT) {
      Bytes.put24(buffer, sendTimeAt, sendTime(nanos));
    }
    if (transportSequenceAt != ABSENT) {
      Bytes.put16(buffer, transportSequenceAt, transportSequence);
    }
  }

  /** An unknown level leaves two bytes of padding (RFC 8285 section 4.2). */
  private void writeLevel(byte[] buffer, int level) {
    boolean known = level != PooledPacket.NO_AUDIO_LEVEL;
    buffer[levelAt - 1] = known ? (byte) (levelId << 4) : 0;
    buffer[levelAt] = known ? (byte) level : 0;
  }

  /** 6.18 fixed point seconds modulo 64. */
  private static int sendTime(long nanos) {
    long inWindow = Math.floorMod(nanos, 64_000_000_000L);
    return (int) ((inWindow << 18) / 1_000_000_000L) & 0xFF_FFFF;
  }
}
