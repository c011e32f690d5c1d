package org.maplebridge.bridge.api;

/**
 * RTP header extension ids of one connection (RFC 8285), 1 to 14; 0 where not negotiated.
 *
 * @param mid {@code urn:ietf:params:rtp-hdrext:sdes:mid}
 * @param audioLevel {@code urn:ietf:params:rtp-hdrext:ssrc-audio-level} (RFC 6464)
 * @param absoluteSendTime {@code http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time}
 * @param transportWideSequence transport-wide congestion control sequence number
 * @param rid {@code urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id} (RFC 8852), which tells the
 *     encodings of simulcast apart
 * @param repairedRid {@code urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id}, the same for
 *     their RTX streams
 */
public record ExtensionIds(
    int mid,
    int audioLevel,
    int absoluteSendTime,
    int transportWideSequence,
    int rid,
    int repairedRid) {

  /** Ids of a connection without simulcast. */
  public ExtensionIds(int mid, int audioLevel, int absoluteSendTime, int transportWideSequence) {
    this(mid, audioLevel, absoluteSendTime, transportWideSequence, 0, 0);
  }
}
