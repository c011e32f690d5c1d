package org.maplebridge.bridge.transport.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A {@link UdpPort} on one local address. Loop only. */
public final class UdpSocket {

  private final Channel channel;
  private final InetSocketAddress local;
  private boolean flushPending;

  UdpSocket(Channel channel, InetSocketAddress local) {
    this.channel = channel;
    this.local = local;
  }

  /** The literal local address it is bound to. */
  public InetAddress address() {
    return local.getAddress();
  }

  /**
   * Queues a datagram; it leaves at the end of the burst together with the others.
   *
   * @return false when the queue is full or the socket closed, and nothing was sent
   */
  public boolean send(byte[] data, int offset, int length, InetSocketAddress target) {
    if (!channel.isWritable()) {
      return false;
    }
    ByteBuf copy = channel.alloc().directBuffer(length);
    copy.writeBytes(data, offset, length);
    // The void promise: a failed datagram is a lost one, and a future per packet would be garbage.
    var unused = channel.write(new DatagramPacket(copy, target), channel.voidPromise());
    flushPending = true;
    return true;
  }

  void flush() {
    if (flushPending) {
      flushPending = false;
      channel.flush();
    }
  }
}
