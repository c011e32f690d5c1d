package org.maplebridge.bridge.transport.udp;

/**
 * Tells protocols apart by the first byte (RFC 7983 section 7), and RTCP from RTP by the second
 * (RFC 5761 section 4).
 *
 * <pre>
 *              +----------------+
 *              |        [0..3] -+--> STUN
 *              |      [16..19] -+--> ZRTP          (not ours)
 *   packet --> |      [20..63] -+--> DTLS
 *              |      [64..79] -+--> TURN channel  (not ours)
 *              |    [128..191] -+--> RTP/RTCP
 *              +----------------+
 * </pre>
 */
public final class PacketClassifier {

  private PacketClassifier() {}

  /** The protocol of a datagram, by its first two bytes alone. */
  public static PacketKind classify(byte[] data, int length) {
    if (length < 2) {
      return PacketKind.OTHER;
    }
    int first = data[0] & 0xFF;
    if (first >= 128 && first <= 191) {
      return isRtcp(data[1] & 0xFF) ? PacketKind.RTCP : PacketKind.RTP;
    }
    if (first <= 3) {
      return PacketKind.STUN;
    }
    return first >= 20 && first <= 63 ? PacketKind.DTLS : PacketKind.OTHER;
  }

  /** RTCP packet types 192 to 223 are payload types 64 to 95 with the marker bit. */
  private static boolean isRtcp(int second) {
    return second >= 192 && second <= 223;
  }
}
