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
  /** RFC 8445 section 9. */
  ICE_RESTARTS,
  HANDSHAKES_STARTED,
  HANDSHAKES_COMPLETED,
  HANDSHAKES_FAILED_FINGERPRINT("handshakes_failed", "fingerprint"),
  HANDSHAKES_FAILED_SRTP_PROFILE("handshakes_failed", "srtp-profile"),
  HANDSHAKES_FAILED_PEER_ALERT("handshakes_failed", "peer-alert"),
  HANDSHAKES_FAILED_TIMEOUT("handshakes_failed", "timeout"),
  HANDSHAKES_FAILED_PROTOCOL("handshakes_failed", "protocol"),
  HANDSHAKES_FAILED_ABANDONED("handshakes_failed", "abandoned"),

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

  /** The kernel took no more for now; what is left waits. */
  SENDS_REFUSED_WOULD_BLOCK("sends_refused", "would-block"),
  /** The kernel refused a datagram, which is lost by that; see {@code SendRefusal}. */
  SENDS_REFUSED_NO_BUFFERS("sends_refused", "no-buffers"),
  SENDS_REFUSED_UNREACHABLE("sends_refused", "unreachable"),
  SENDS_REFUSED_TOO_LARGE("sends_refused", "too-large"),
  SENDS_REFUSED_NOT_PERMITTED("sends_refused", "not-permitted"),
  SENDS_REFUSED_OTHER("sends_refused", "other"),

  CLOSED_BY_OWNER,
  CLOSED_CONSENT_EXPIRED,
  CLOSED_CONNECT_TIMEOUT,
  CLOSED_FINGERPRINT_MISMATCH,
  CLOSED_DTLS;

  private final String metric;

  TransportCounter() {
    metric = family(name());
  }

  TransportCounter(String family, String reason) {
    metric = family(family) + "{reason=\"" + reason + "\"}";
  }

  private static String family(String name) {
    return "bridge_transport_" + name.toLowerCase(Locale.ROOT) + "_total";
  }

  /**
   * The Prometheus name, such as {@code bridge_transport_dropped_unclassified_total} or {@code
   * bridge_transport_handshakes_failed_total{reason="timeout"}}.
   */
  public String metric() {
    return metric;
  }
}
