package org.maplebridge.bridge.transport;

import java.net.InetSocketAddress;

/** A candidate pair as a lite agent sees it: our side, and where authenticated checks come from. */
sealed interface Path permits UdpPath, TcpPath {

  /** The peer's address. */
  InetSocketAddress remote();

  /** {@code udp} or {@code tcp}. */
  String protocol();

  /** Queues a packet for the end of the burst; false when it was dropped. */
  boolean send(byte[] data, int offset, int length);
}
