package org.maplebridge.bridge.api;

/** Sees the headers of one connection's packets, for diagnosis. On its loop: it must not block. */
@FunctionalInterface
public interface PacketTap {

  /**
   * One packet as it is without encryption. The buffer is overwritten after the call.
   *
   * @param sent whether it goes to the peer
   * @param shown bytes from {@code offset} that may be looked at: an RTP header with its
   *     extensions, or a whole RTCP packet, never a payload
   * @param length of the whole packet
   */
  void onPacket(boolean sent, byte[] buffer, int offset, int shown, int length);
}
