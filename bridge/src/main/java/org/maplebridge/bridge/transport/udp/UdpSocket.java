package org.maplebridge.bridge.transport.udp;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A {@link UdpPort} on one local address. Loop only. */
public sealed interface UdpSocket extends AutoCloseable permits LinuxSocket, ChannelSocket {

  /** {@link #send} had no room, or the socket is closed. */
  int FULL = 0;

  /** {@link #send} was given what could not be sealed. */
  int UNSEALED = -1;

  /** The literal local address it is bound to. */
  InetAddress address();

  /** Its port. */
  int port();

  /**
   * Queues a datagram; it leaves at the end of the burst together with the others.
   *
   * @param to of this socket's {@link #destination}
   * @param sealer protects the copy that leaves
   * @return how many bytes will leave, {@link #FULL} or {@link #UNSEALED}
   */
  int send(byte[] data, int offset, int length, Destination to, DatagramSealer sealer);

  /** Queues a datagram as it is; false when it was dropped. */
  default boolean send(byte[] data, int offset, int length, InetSocketAddress target) {
    return send(data, offset, length, destination(target), DatagramSealer.NONE) > 0;
  }

  /** The form of an address that {@link #send} takes. */
  Destination destination(InetSocketAddress address);

  /** Begins to hand datagrams to the handler. */
  void start();

  /** Lets go what is queued. */
  void flush();

  /** Any thread; waits unless called on the loop. */
  @Override
  void close();
}
