package org.maplebridge.bridge.codec;

/** The table-of-contents byte of an Opus packet (RFC 6716 section 3.1). */
public final class OpusPayload {

  private static final int[] SILK_SAMPLES = {480, 960, 1920, 2880};
  private static final int[] HYBRID_SAMPLES = {480, 960};
  private static final int[] CELT_SAMPLES = {120, 240, 480, 960};

  /** Most audio of one packet: 120 ms (RFC 6716 section 3.2.5). */
  private static final int MAX_SAMPLES = 5760;

  private OpusPayload() {}

  /** Samples at 48 kHz in the packet, or 0 when it is malformed. */
  public static int samples(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return 0;
    }
    int frames =
        switch (buffer[offset] & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> length > 1 ? buffer[offset + 1] & 0x3F : 0;
        };
    int samples = frames * samplesPerFrame(buffer[offset]);
    return samples <= MAX_SAMPLES ? samples : 0;
  }

  private static int samplesPerFrame(byte toc) {
    int configuration = (toc & 0xFF) >> 3;
    if (configuration < 12) {
      return SILK_SAMPLES[configuration & 3];
    }
    return configuration < 16 ? HYBRID_SAMPLES[configuration & 1] : CELT_SAMPLES[configuration & 3];
  }

  /** Whether the packet carries no more than comfort noise: DTX frames of at most two bytes. */
  public static boolean isDiscontinuous(int length) {
    return length <= 2;
  }
}
