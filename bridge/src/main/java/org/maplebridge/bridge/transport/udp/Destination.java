package org.maplebridge.bridge.transport.udp;

import java.net.InetSocketAddress;

/** Where a {@link UdpSocket} sends datagrams, found once and kept by whoever sends many there. */
public sealed interface Destination permits Target, ChannelSocket.ChannelDestination {

  InetSocketAddress address();
}
