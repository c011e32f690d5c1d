package org.maplebridge.bridge.transport;

import java.net.InetSocketAddress;
import org.maplebridge.bridge.transport.udp.DatagramSealer;
import org.maplebridge.bridge.transport.udp.UdpSocket;

/**
 * A pair over UDP.
 *
 * @param socket our side
 * @param remote the address the peer's authenticated checks come from
 */
record UdpPath(UdpSocket socket, InetSocketAddress remote) implements Path {

  @Override
  public String protocol() {
    return "udp";
  }

  @Override
  public boolean send(byte[] data, int offset, int length) {
    return socket.send(data, offset, length, remote);
  }

  /**
   * Queues what the sealer makes of a packet.
   *
   * @return as {@link UdpSocket#send(byte[], int, int, InetSocketAddress, DatagramSealer)}
   */
  int send(byte[] data, int offset, int length, DatagramSealer sealer) {
    return socket.send(data, offset, length, remote, sealer);
  }
}
