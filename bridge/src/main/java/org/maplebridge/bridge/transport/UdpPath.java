package org.maplebridge.bridge.transport;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.transport.udp.DatagramSealer;
import org.maplebridge.bridge.transport.udp.Destination;
import org.maplebridge.bridge.transport.udp.UdpSocket;

/** A pair over UDP: a socket of ours and an address. Loop only. */
final class UdpPath implements Path {

  private final UdpSocket socket;
  private final InetSocketAddress remote;
  private @Nullable Destination destination;

  /**
   * @param remote the address the peer's authenticated checks come from
   */
  UdpPath(UdpSocket socket, InetSocketAddress remote) {
    this.socket = socket;
    this.remote = remote;
  }

  UdpSocket socket() {
    return socket;
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public String protocol() {
    return "udp";
  }

  @Override
  public boolean send(byte[] data, int offset, int length) {
    return send(data, offset, length, DatagramSealer.NONE) > 0;
  }

  /**
   * Queues what the sealer makes of a packet.
   *
   * @return as {@link UdpSocket#send(byte[], int, int, Destination, DatagramSealer)}
   */
  int send(byte[] data, int offset, int length, DatagramSealer sealer) {
    Destination known = destination;
    if (known == null) {
      known = socket.destination(remote);
      destination = known;
    }
    return socket.send(data, offset, length, known, sealer);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UdpPath path
        && path.socket.equals(socket)
        && path.remote.equals(remote);
  }

  @Override
  public int hashCode() {
    return Objects.hash(socket, remote);
  }
}
