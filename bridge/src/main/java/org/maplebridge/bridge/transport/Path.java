package org.maplebridge.bridge.transport;

import java.net.InetSocketAddress;
import org.maplebridge.bridge.transport.udp.UdpSocket;

/**
 * A candidate pair as a lite agent sees it.
 *
 * @param socket our side
 * @param remote the address the peer's authenticated checks come from
 */
record Path(UdpSocket socket, InetSocketAddress remote) {}
