package org.maplebridge.bridge.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A NAT between a peer and the bridge, which can change the peer's public port. */
final class UdpRelay implements AutoCloseable {

  private final DatagramSocket inside;
  private final InetSocketAddress bridge;
  private volatile DatagramSocket outside;
  private volatile SocketAddress peer;
  private volatile boolean closed;

  UdpRelay(InetSocketAddress bridge) throws IOException {
    this.bridge = bridge;
    inside = new DatagramSocket(0, bridge.getAddress());
    outside = new DatagramSocket(0, bridge.getAddress());
    Thread.ofVirtual().start(this::outward);
    inward(outside);
  }

  InetAddress address() {
    return inside.getLocalAddress();
  }

  int port() {
    return inside.getLocalPort();
  }

  /** As when a phone leaves Wi-Fi: from now on another port, and the old one is gone. */
  void changeOutsidePort() throws IOException {
    DatagramSocket old = outside;
    outside = new DatagramSocket(0, bridge.getAddress());
    old.close();
    inward(outside);
  }

  private void outward() {
    byte[] buffer = new byte[2048];
    while (!closed) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        inside.receive(packet);
        peer = packet.getSocketAddress();
        outside.send(new DatagramPacket(buffer, packet.getLength(), bridge));
      } catch (IOException e) {
        // Lost, as on any network; the loop ends with close().
      }
    }
  }

  private void inward(DatagramSocket from) {
    Thread.ofVirtual()
        .start(
            () -> {
              byte[] buffer = new byte[2048];
              while (!from.isClosed()) {
                try {
                  DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                  from.receive(packet);
                  inside.send(new DatagramPacket(buffer, packet.getLength(), peer));
                } catch (IOException e) {
                  // Closed or lost.
                }
              }
            });
  }

  @Override
  public void close() {
    closed = true;
    inside.close();
    outside.close();
  }
}
