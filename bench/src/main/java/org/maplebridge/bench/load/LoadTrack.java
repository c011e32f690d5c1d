package org.maplebridge.bench.load;

import java.util.Arrays;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtp.Bytes;
import org.maplebridge.bridge.rtp.RtpHeaderWriter;

/**
 * A stream a peer sends: Opus- or VP8-shaped packets at a steady rate, the last eight bytes the
 * microsecond it left at.
 */
final class LoadTrack {
  static final int STAMP_BYTES = 8;

  private static final long KEY_FRAME_NANOS = 10_000_000_000L;
  private static final long KEY_FRAME_THROTTLE_NANOS = 300_000_000L;
  private static final long REPORT_NANOS = 1_000_000_000L;
  private static final long LATE_NANOS = 1_000_000_000L;

  /** RFC 7741 section 4.2: extended, start of partition; a 15-bit picture id. */
  private static final int DESCRIPTOR_BYTES = 4;

  private static final byte[] KEY_FRAME_START = {(byte) 0x9D, 0x01, 0x2A};

  private final boolean video;
  private final int ssrc;
  private final int payloadType;
  private final int packetsPerFrame;
  private final int payloadBytes;
  private final long periodNanos;
  private final int ticksPerFrame;
  private final int transportWideId;
  private final int levelId;

  private final byte[] packet;
  private final RtpHeaderWriter header;
  private int sequence = 1000;
  private long timestamp = 90_000;
  private int pictureId;
  private boolean keyFrameWanted = true;
  private long lastKeyFrame;
  private long next;
  private long lastReport;
  private long packets;
  private long bytes;

  /**
   * @param words {@code track ID audio|video SSRC PT FPS PACKETS BYTES [twcc=EXT] [al=EXT]}
   * @param tailRoom bytes to keep free behind a packet
   */
  LoadTrack(String[] words, int tailRoom) {
    video = words[2].equals("video");
    ssrc = (int) Long.parseLong(words[3]);
    payloadType = Integer.parseInt(words[4]);
    int fps = Integer.parseInt(words[5]);
    packetsPerFrame = Integer.parseInt(words[6]);
    payloadBytes = Integer.parseInt(words[7]);
    periodNanos = 1_000_000_000L / fps;
    ticksPerFrame = (video ? 90_000 : 48_000) / fps;
    transportWideId = option(words, "twcc");
    levelId = option(words, "al");
    packet = new byte[64 + payloadBytes + tailRoom];
    header = new RtpHeaderWriter(packet);
  }

  /** The number of {@code name=NUMBER} among words; 0 without it. */
  static int option(String[] words, String name) {
    return Arrays.stream(words)
        .filter(word -> word.startsWith(name + "="))
        .mapToInt(word -> Integer.parseInt(word.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  int ssrc() {
    return ssrc;
  }

  void startAt(long nanos) {
    next = nanos;
  }

  void wantKeyFrame() {
    keyFrameWanted = true;
  }

  /** Whether a frame is due; the peer then sends {@link #packets()} packets. */
  boolean isDue(long now) {
    if (now < next) {
      return false;
    }
    next = now - next > LATE_NANOS ? now + periodNanos : next + periodNanos;
    timestamp += ticksPerFrame;
    pictureId = (pictureId + 1) & 0x7FFF;
    return true;
  }

  int packets() {
    return packetsPerFrame;
  }

  byte[] packet() {
    return packet;
  }

  /**
   * Writes a packet of the frame that is due.
   *
   * @param transportSequence the peer's count
   * @return its length
   */
  int write(int number, int transportSequence, long now) {
    boolean marker = video && number == packetsPerFrame - 1;
    RtpHeaderWriter unused =
        header.fixed(marker, payloadType, sequence++ & 0xFFFF, timestamp, ssrc);
    if (levelId != 0) {
      packet[header.element(levelId, 1)] = (byte) (0x80 | 30);
    }
    if (transportWideId != 0) {
      Bytes.put16(packet, header.element(transportWideId, 2), transportSequence);
    }
    int payload = header.finish();
    if (video) {
      describe(payload, number, now);
    }
    int end = payload + payloadBytes;
    long micros = System.nanoTime() / 1000;
    Bytes.put32(packet, end - STAMP_BYTES, (int) (micros >>> 32));
    Bytes.put32(packet, end - Integer.BYTES, (int) micros);
    packets++;
    bytes += payloadBytes;
    return end;
  }

  private void describe(int at, int number, long now) {
    packet[at] = (byte) (0x80 | (number == 0 ? 0x10 : 0));
    packet[at + 1] = (byte) 0x80;
    Bytes.put16(packet, at + 2, 0x8000 | pictureId);
    if (number == 0) {
      boolean key = takeKeyFrame(now);
      int frame = at + DESCRIPTOR_BYTES;
      // RFC 6386 section 9.1: bit 0 of the first byte is 0 in a key frame
      packet[frame] = (byte) (key ? 0x10 : 0x11);
      System.arraycopy(KEY_FRAME_START, 0, packet, frame + 3, KEY_FRAME_START.length);
    }
  }

  private boolean takeKeyFrame(long now) {
    long since = now - lastKeyFrame;
    if (since > KEY_FRAME_NANOS || (keyFrameWanted && since > KEY_FRAME_THROTTLE_NANOS)) {
      keyFrameWanted = false;
      lastKeyFrame = now;
      return true;
    }
    return false;
  }

  /** Writes a sender report when one is due. */
  boolean report(RtcpWriter writer, byte[] cname, long now) {
    if (now - lastReport < REPORT_NANOS) {
      return false;
    }
    lastReport = now;
    long millis = System.currentTimeMillis();
    long ntp = (millis / 1000 + 2_208_988_800L) << 32 | ((millis % 1000) << 32) / 1000;
    RtcpWriter unused =
        writer
            .reset()
            .senderReport(ssrc, ntp, timestamp, packets, bytes)
            .canonicalName(ssrc, cname);
    return true;
  }
}
