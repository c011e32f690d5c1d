package org.maplebridge.bridge.transport;

import java.net.InetSocketAddress;
import org.maplebridge.bridge.transport.tcp.TcpConnection;

/** A pair over TCP: as long as its connection lives, so lives the pair. */
record TcpPath(TcpConnection connection) implements Path {

  @Override
  public InetSocketAddress remote() {
    return connection.remote();
  }

  @Override
  public String protocol() {
    return "tcp";
  }

  @Override
  public boolean send(byte[] data, int offset, int length) {
    return connection.send(data, offset, length);
  }
}
