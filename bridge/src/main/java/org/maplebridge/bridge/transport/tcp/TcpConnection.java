package org.maplebridge.bridge.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;

/** A peer's TCP connection, after it was handed to its loop. Loop only. */
public final class TcpConnection {

  private final TcpStreams streams;
  private final Channel channel;
  private final InetSocketAddress remote;
  private boolean flushPending;
  private boolean closed;

  TcpConnection(TcpStreams streams, Channel channel, InetSocketAddress remote) {
    this.streams = streams;
    this.channel = channel;
    this.remote = remote;
  }

  /** The peer's address. */
  public InetSocketAddress remote() {
    return remote;
  }

  boolean isOpen() {
    return !closed;
  }

  /**
   * Queues a frame; it leaves at the end of the burst together with the others. Only whole frames
   * are dropped, so that the stream stays readable.
   *
   * @return false when the peer takes too little, and nothing was sent
   */
  public boolean send(byte[] data, int offset, int length) {
    if (closed || !channel.isWritable()) {
      return false;
    }
    ByteBuf frame = channel.alloc().directBuffer(FrameReader.HEADER_BYTES + length);
    frame.writeShort(length).writeBytes(data, offset, length);
    // The void promise: what fails closes the connection, and a future per frame would be garbage.
    var unused = channel.write(frame, channel.voidPromise());
    if (!flushPending) {
      flushPending = true;
      streams.flushLater(this);
    }
    return true;
  }

  void flush() {
    flushPending = false;
    channel.flush();
  }

  /** Closes after what is queued. Idempotent. */
  public void close() {
    if (!closed) {
      closed = true;
      var unused =
          channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
