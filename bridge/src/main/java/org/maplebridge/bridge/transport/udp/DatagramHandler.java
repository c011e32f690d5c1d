package org.maplebridge.bridge.transport.udp;

import java.net.InetSocketAddress;

/** Receives the datagrams of a {@link UdpPort}, on its loop. */
@FunctionalInterface
public interface DatagramHandler {

  /**
   * One datagram.
   *
   * @param socket where it came in, and where an answer goes out
   * @param data holds it from index 0, with spare room behind it; overwritten after the call
   * @param length at most {@link UdpPort#MAX_DATAGRAM_BYTES}; one that long was cut
   * @param arrivalNanos the loop's clock at the read
   */
  void onDatagram(
      UdpSocket socket, InetSocketAddress source, byte[] data, int length, long arrivalNanos);

  /** The kernel did not take a datagram. */
  default void onRefused(SendRefusal reason) {}
}
