package org.maplebridge.bridge.transport.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.loop.MediaLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves what one socket read into the one array its loop works on. Loop only. */
final class UdpReader extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(UdpReader.class);

  /** Room behind the longest datagram, for handlers that work in place. */
  private static final int SPARE_BYTES = 64;

  private final MediaLoop loop;
  private final DatagramHandler handler;
  private final byte[] scratch = new byte[UdpPort.MAX_DATAGRAM_BYTES + SPARE_BYTES];
  private @Nullable UdpSocket socket;

  UdpReader(MediaLoop loop, DatagramHandler handler) {
    this.loop = loop;
    this.handler = handler;
  }

  /** Names the socket whose datagrams come here; nothing is read before. */
  void read(UdpSocket from) {
    socket = from;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    try {
      UdpSocket from = socket;
      if (from == null) {
        return;
      }
      ByteBuf content = packet.content();
      int length = Math.min(content.readableBytes(), UdpPort.MAX_DATAGRAM_BYTES);
      content.getBytes(content.readerIndex(), scratch, 0, length);
      handler.onDatagram(from, packet.sender(), scratch, length, loop.nanoTime());
    } finally {
      packet.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    loop.endBurst();
  }

  /** An ICMP error for one peer, or a bug behind one packet, must not close everybody's socket. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      log.debug("Socket error on media-loop-{}", loop.index(), cause);
    } else {
      log.error("A datagram could not be handled on media-loop-{}", loop.index(), cause);
    }
  }
}
