package org.maplebridge.bridge.transport.srtp;

/** What became of a packet. */
public enum SrtpStatus {
  OK,
  /** The authentication tag is wrong. */
  UNAUTHENTICATED,
  /** Seen before, or older than the replay window (RFC 3711 section 3.3.2). */
  REPLAYED,
  /** No RTP or RTCP packet by form. */
  MALFORMED,
  /** Of an SSRC never heard, while too many unknown ones are being tried. */
  LIMITED
}
