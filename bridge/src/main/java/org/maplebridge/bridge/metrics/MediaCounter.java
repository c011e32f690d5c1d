package org.maplebridge.bridge.metrics;

import java.util.Locale;

/** What the media path of a loop counts. */
public enum MediaCounter {
  PACKETS_IN,
  BYTES_IN,
  /**
   * A packet met a stream to a receiver. Each of them leaves, or is dropped for exactly one of the
   * reasons below: what left without being sent again, as a probe or twice, is this less the drops.
   */
  OFFERED,
  PACKETS_OUT,
  BYTES_OUT,
  /** Copied to another loop, for the receivers of a room that are there. */
  PIPED,
  /** Lost packets that came by RTX (RFC 4588). */
  RTX_IN,
  /** Packets sent again on a NACK, and where much is lost also before one. */
  RTX_OUT,
  /** Lost packets that came in the redundant blocks of others (RFC 2198). */
  RED_RECOVERED,
  /** Sent twice at once: what begins a pause of a speaker (see RED). */
  REPEATED,
  /** Packets sent again only to find out what a path carries. */
  PROBES_OUT,
  RTCP_IN,
  RTCP_OUT,
  NACKED_IN,
  NACKED_OUT,
  KEY_FRAME_REQUESTS_IN,
  KEY_FRAME_REQUESTS_OUT,
  KEY_FRAMES,
  TRANSPORT_FEEDBACK_IN,
  TRANSPORT_FEEDBACK_OUT,
  /** Words to senders of what their path carries (REMB). */
  MAXIMUM_BITRATES_OUT,

  /** No RTP by form. */
  DROPPED_MALFORMED,
  /** RTCP, or a part of it, that does not parse. */
  DROPPED_RTCP_MALFORMED,
  /** No declared source has this SSRC, MID or payload type. */
  DROPPED_UNKNOWN_SOURCE,
  /** A payload type the answer did not accept. */
  DROPPED_PAYLOAD_TYPE,
  /** A payload longer than any path allows. */
  DROPPED_OVERSIZED,
  DROPPED_DUPLICATE,
  /** Padding on an RTX stream. */
  DROPPED_PADDING,
  /** The source is closed: mute by the server, or procedure. */
  DROPPED_CLOSED,
  /** The receiver's connection is not up, or the stream to it has ended. */
  DROPPED_UNCONNECTED,
  /** A new receiver waits for a key frame. */
  DROPPED_NO_KEY_FRAME,
  /** An encoding or layer the receiver does not get now. */
  DROPPED_LAYER,
  /** The receiver does not look, or its network does not carry the picture. */
  DROPPED_PAUSED,
  /** Waited for its turn to leave until there was no room to wait in. */
  DROPPED_UNPACED,
  /** Waited for its turn to leave when its stream was held, interrupted or ended. */
  DROPPED_WAITING,
  /** On the way to another loop that does not keep up, before anybody was offered it there. */
  DROPPED_PIPE_FULL,
  /** From before the receiver's stream began. */
  DROPPED_TOO_OLD,
  /** A NACK for a packet that is not in the history any more, or of a picture not sent now. */
  DROPPED_NOT_IN_HISTORY,
  /** A NACK beyond what a receiver may ask for in the time, or whose packet can wait no longer. */
  DROPPED_RTX_BUDGET,
  /** Lost packets given up after asking in vain. */
  LOST_FOR_GOOD,
  /** Exceptions of subscribers and listeners caught on the loop. */
  CALLBACK_FAILURES;

  /** The Prometheus name, such as {@code bridge_media_packets_in_total}. */
  public String metric() {
    return "bridge_media_" + name().toLowerCase(Locale.ROOT) + "_total";
  }
}
