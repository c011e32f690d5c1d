package org.maplebridge.bench.fuzz;

import java.util.Locale;

/** Every parser that reads what a peer sent. The name in lower case is also its corpus's. */
public enum FuzzTarget {
  /** Connectivity checks, and our answers to them. */
  STUN,
  /** The first byte, and what a handshake makes of DTLS records. */
  DTLS,
  RTP,
  /** RTP header extensions alone, in both forms. */
  EXTENSIONS,
  RTCP,
  VP8,
  H264,
  /** Opus, and RED around it. */
  OPUS,
  /** RFC 4571 frames, however cut. */
  FRAMES,
  /** Offers and answers. */
  SDP,
  /** Messages of the WebSocket. */
  MESSAGE;

  /** Name of the target and its corpus. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Takes any bytes; throws on a finding. */
  public void take(byte[] data) {
    switch (this) {
      case STUN -> StunFuzz.take(data);
      case DTLS -> DtlsFuzz.take(data);
      case RTP -> RtpFuzz.take(data);
      case EXTENSIONS -> RtpFuzz.takeExtensions(data);
      case RTCP -> RtcpFuzz.take(data);
      case VP8 -> PayloadFuzz.vp8(data);
      case H264 -> PayloadFuzz.h264(data);
      case OPUS -> PayloadFuzz.opus(data);
      case FRAMES -> FramesFuzz.take(data);
      case SDP -> SdpFuzz.take(data);
      case MESSAGE -> MessageFuzz.take(data);
    }
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }
}
