package org.maplebridge.bridge.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.maplebridge.bridge.loop.MediaLoop;

/** The TCP connections of one loop; what was sent during a burst is flushed at its end. */
public final class TcpStreams {

  private final MediaLoop loop;
  private final FrameHandler handler;

  // Loop only
  private final List<TcpConnection> unflushed = new ArrayList<>();

  private TcpStreams(MediaLoop loop, FrameHandler handler) {
    this.loop = loop;
    this.handler = handler;
  }

  /** Makes those of a loop. Any thread but the loop's. */
  public static TcpStreams of(MediaLoop loop, FrameHandler handler) {
    TcpStreams streams = new TcpStreams(loop, handler);
    loop.eventLoop().submit(() -> loop.onBurstEnd(streams::flush)).syncUninterruptibly();
    return streams;
  }

  /**
   * Takes over a channel that no loop drives any more.
   *
   * @param read what was read from it so far; released here
   */
  void adopt(Channel channel, ByteBuf read) {
    loop.eventLoop()
        .register(channel)
        .addListener(
            registered -> {
              if (registered.isSuccess()) {
                begin(channel, read);
              } else {
                read.release();
                var unused = channel.close();
              }
            });
  }

  private void begin(Channel channel, ByteBuf read) {
    loop.assertInLoop();
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      // Gone already
      read.release();
      var unused = channel.close();
      return;
    }
    TcpConnection connection = new TcpConnection(this, channel, remote);
    TcpReader reader = new TcpReader(loop, connection, handler);
    channel.pipeline().addLast(reader);
    reader.read(read);
    loop.endBurst();
    channel.config().setAutoRead(true);
  }

  void flushLater(TcpConnection connection) {
    unflushed.add(connection);
  }

  private void flush() {
    for (int i = 0; i < unflushed.size(); i++) {
      unflushed.get(i).flush();
    }
    unflushed.clear();
  }
}
