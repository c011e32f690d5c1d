package org.maplebridge.bridge.api;

/** The codecs relayed. The clock rate is the RTP time stamp unit in hertz. */
public enum Codec {
  /** RFC 7587; stereo in SDP, 48 kHz. */
  OPUS(48_000),
  /** RFC 7741. */
  VP8(90_000),
  /** RFC 6184, constrained baseline, packetization-mode 1. */
  H264(90_000);

  private final int clockRateHz;

  Codec(int clockRateHz) {
    this.clockRateHz = clockRateHz;
  }

  public int clockRateHz() {
    return clockRateHz;
  }
}
