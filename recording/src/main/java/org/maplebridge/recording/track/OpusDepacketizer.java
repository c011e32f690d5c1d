package org.maplebridge.recording.track;

import java.util.Optional;
import org.maplebridge.recording.container.StreamSpec;

/** RFC 7587: each RTP packet is one Opus packet. */
final class OpusDepacketizer implements Depacketizer {

  /** Longest Opus packet: 120 ms at 48 kHz (RFC 6716 section 3.2.5). */
  private static final long MOST_SAMPLES = 5_760;

  @Override
  public Optional<MediaFrame> add(RtpUnit packet) {
    byte[] data = new byte[packet.payload().remaining()];
    packet.payload().duplicate().get(data);
    long samples = samples(data);
    if (samples == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new MediaFrame(
            data,
            packet.timestamp(),
            samples,
            packet.arrivalNanos(),
            Optional.of(StreamSpec.opus())));
  }

  @Override
  public boolean lostFrame() {
    return false;
  }

  /**
   * Length in samples at 48 kHz from the TOC byte (RFC 6716 section 3.1); 0 for what is no Opus.
   *
   * <pre>
   *  0 1 2 3 4 5 6 7
   * +-+-+-+-+-+-+-+-+
   * | config  |s| c |
   * +-+-+-+-+-+-+-+-+
   * </pre>
   */
  static long samples(byte[] packet) {
    if (packet.length == 0) {
      return 0;
    }
    int toc = packet[0] & 0xFF;
    long frames =
        switch (toc & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet.length > 1 ? packet[1] & 0x3F : 0;
        };
    long samples = frames * frameSamples(toc >> 3);
    return samples <= MOST_SAMPLES ? samples : 0;
  }

  /** RFC 6716 table 2. */
  private static long frameSamples(int config) {
    if (config < 12) { // SILK: 10, 20, 40, 60 ms
      return new long[] {480, 960, 1920, 2880}[config & 3];
    }
    if (config < 16) { // hybrid: 10, 20 ms
      return (config & 1) == 0 ? 480 : 960;
    }
    return 120L << (config & 3); // CELT: 2.5, 5, 10, 20 ms
  }
}
