package org.maplebridge.bridge.api;

/**
 * RTP header extension ids of one connection (RFC 8285), 1 to 14; 0 where not negotiated.
 *
 * @param mid {@code urn:ietf:params:rtp-hdrext:sdes:mid}
 * @param audioLevel {@code urn:ietf:params:rtp-hdrext:ssrc-audio-level} (RFC 6464)
 * @param absoluteSendTime {@code http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time}
 * @param transportWideSequence transport-wide congestion control sequence number
 */
public record ExtensionIds(
    int mid, int audioLevel, int absoluteSendTime, int transportWideSequence) {}
