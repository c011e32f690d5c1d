package org.maplebridge.bridge.transport;

import java.util.Locale;

/** What a hub counts. */
public enum TransportCounter {
  DATAGRAMS_RECEIVED,
  BYTES_RECEIVED,
  DATAGRAMS_SENT,
  BYTES_SENT,
  RTP_RECEIVED,
  RTCP_RECEIVED,
  RTP_SENT,
  RTCP_SENT,
  /** Valid, authenticated STUN Binding requests answered with success. */
  STUN_CHECKS_ANSWERED,
  /** Another address or socket was nominated in mid-call. */
  STUN_PATH_SWITCHES,
  HANDSHAKES_STARTED,
  HANDSHAKES_COMPLETED,
  HANDSHAKES_FAILED,

  /** First byte of no protocol multiplexed here (RFC 7983 section 7). */
  DROPPED_UNCLASSIFIED,
  /** Not STUN and from an address no authenticated check came from. */
  DROPPED_UNKNOWN_ADDRESS,
  /** STUN that does not parse, has a wrong FINGERPRINT or is no Binding request. */
  DROPPED_STUN_MALFORMED,
  /** A STUN user name whose local part is no connection of ours. */
  DROPPED_STUN_UNKNOWN_USER,
  /** STUN with a wrong MESSAGE-INTEGRITY or remote user name. */
  DROPPED_STUN_UNAUTHENTICATED,
  /** STUN beyond what one loop answers per second without authentication. */
  DROPPED_STUN_FLOOD,
  /** DTLS before the remote fingerprint is known, or beyond the queue of a handshake. */
  DROPPED_DTLS,
  /** DTLS of a further handshake while the loop already runs as many as it may. */
  DROPPED_HANDSHAKE_FLOOD,
  /** SRTP or SRTCP before the keys are there. */
  DROPPED_SRTP_EARLY,
  /** SRTP or SRTCP whose authentication tag is wrong. */
  DROPPED_SRTP_UNAUTHENTICATED,
  /** SRTP or SRTCP seen before or too old (RFC 3711 section 3.3.2). */
  DROPPED_SRTP_REPLAYED,
  /** SRTP or SRTCP that is no RTP or RTCP by form. */
  DROPPED_SRTP_MALFORMED,
  /** A packet of ours for a connection that is not up. */
  DROPPED_SEND_UNCONNECTED,
  /** A packet of ours that could not be encrypted. */
  DROPPED_SEND_SRTP,
  /** A packet of ours while the socket's queue is full. */
  DROPPED_SEND_QUEUE_FULL,

  CLOSED_BY_OWNER,
  CLOSED_CONSENT_EXPIRED,
  CLOSED_CONNECT_TIMEOUT,
  CLOSED_FINGERPRINT_MISMATCH,
  CLOSED_DTLS;

  /** The Prometheus name, such as {@code bridge_transport_dropped_unclassified_total}. */
  public String metric() {
    return "bridge_transport_" + name().toLowerCase(Locale.ROOT) + "_total";
  }
}
