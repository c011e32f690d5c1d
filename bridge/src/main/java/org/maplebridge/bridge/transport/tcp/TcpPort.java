package org.maplebridge.bridge.transport.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.maplebridge.bridge.loop.MediaLoop;

/**
 * The TCP ports of a bridge, on every local address, with one thread that accepts. The peers of all
 * loops come to the same ports, because a port such as 443 is there only once.
 */
public final class TcpPort implements AutoCloseable {

  /**
   * Connections that have not shown a first frame yet. Of more the eldest is cut off: a peer speaks
   * within a round trip, and who fills the places keeps silent.
   */
  static final int MAX_WAITING = 256;

  private static final int BACKLOG = 128;
  private static final int FREE_PORT_ATTEMPTS = 16;

  /** Above the high mark frames are dropped: a late picture helps nobody. */
  private static final WriteBufferWaterMark WRITE_QUEUE_BYTES =
      new WriteBufferWaterMark(64 << 10, 128 << 10);

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("media-tcp-acceptor", true), MediaLoop.ioHandlers());
  private final Steering steering;
  private final List<Channel> listeners = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();

  // Acceptor only
  private final Set<FirstFrame> waiting = new LinkedHashSet<>();

  private TcpPort(Steering steering) {
    this.steering = steering;
  }

  /**
   * Binds the ports.
   *
   * @param wanted 1 to 65535 each, or 0 for one that is free on every address
   * @throws IOException when an address or port cannot be bound, with a sentence that names it
   */
  public static TcpPort open(List<InetAddress> addresses, List<Integer> wanted, Steering steering)
      throws IOException {
    TcpPort opened = new TcpPort(steering);
    try {
      for (int port : wanted) {
        opened.ports.add(opened.listen(addresses, port));
      }
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  private int listen(List<InetAddress> addresses, int wanted) throws IOException {
    IOException refusal = new IOException("No address to listen on.");
    for (int attempt = 0; attempt < (wanted == 0 ? FREE_PORT_ATTEMPTS : 1); attempt++) {
      try {
        return bindAll(addresses, wanted);
      } catch (IOException e) {
        refusal = e;
      }
    }
    throw refusal;
  }

  private int bindAll(List<InetAddress> addresses, int wanted) throws IOException {
    List<Channel> bound = new ArrayList<>();
    int port = wanted;
    for (InetAddress address : addresses) {
      ChannelFuture bind =
          bootstrap().bind(new InetSocketAddress(address, port)).awaitUninterruptibly();
      if (!bind.isSuccess()) {
        bound.forEach(channel -> channel.close().awaitUninterruptibly());
        throw new IOException(
            "Cannot listen on TCP " + address.getHostAddress() + " port " + port, bind.cause());
      }
      bound.add(bind.channel());
      port = ((InetSocketAddress) bind.channel().localAddress()).getPort();
    }
    listeners.addAll(bound);
    return port;
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(group)
        .channel(
            Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_QUEUE_BYTES)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                accept(channel);
              }
            });
  }

  private void accept(Channel channel) {
    accepted.increment();
    if (waiting.size() == MAX_WAITING) {
      waiting.iterator().next().refuse();
    }
    FirstFrame first = new FirstFrame(channel, steering, refused, waiting::remove);
    waiting.add(first);
    channel.pipeline().addLast(first);
  }

  /** The ports, in the order wanted. */
  public List<Integer> ports() {
    return List.copyOf(ports);
  }

  /** Connections accepted so far. Any thread. */
  public long accepted() {
    return accepted.sum();
  }

  /** Connections of strangers, cut off. Any thread. */
  public long refused() {
    return refused.sum();
  }

  /** Stops listening. What was handed to loops stays with them. Idempotent. */
  @Override
  public void close() {
    listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
