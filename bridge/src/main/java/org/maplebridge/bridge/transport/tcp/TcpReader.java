package org.maplebridge.bridge.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.maplebridge.bridge.loop.MediaLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts what one connection sends into frames. Loop only. */
final class TcpReader extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(TcpReader.class);

  private final MediaLoop loop;
  private final TcpConnection connection;
  private final FrameHandler handler;
  private final FrameReader frames = new FrameReader();

  TcpReader(MediaLoop loop, TcpConnection connection, FrameHandler handler) {
    this.loop = loop;
    this.connection = connection;
    this.handler = handler;
  }

  /** Takes bytes, and releases them. */
  void read(ByteBuf bytes) {
    try {
      long now = loop.nanoTime();
      boolean readable =
          frames.read(
              bytes,
              connection::isOpen,
              (data, length) -> handler.onFrame(connection, data, length, now));
      if (!readable) {
        connection.close();
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    read((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    loop.endBurst();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.close();
    handler.onClosed(connection);
    loop.endBurst();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      log.debug("A TCP connection broke on media-loop-{}", loop.index(), cause);
    } else {
      log.error("A frame could not be handled on media-loop-{}", loop.index(), cause);
    }
    connection.close();
  }
}
