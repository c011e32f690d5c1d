package org.maplebridge.bridge.transport.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.maplebridge.bridge.loop.MediaLoop;

/**
 * The UDP port of a loop: one socket per local address, all with the same port number. What is sent
 * during a burst is flushed at its end, one {@code sendmmsg} per socket on Linux; reads take up to
 * {@value #READ_BATCH} datagrams by one {@code recvmmsg}.
 */
public final class UdpPort implements AutoCloseable {

  /** No path we use carries more; longer ones are cut by the kernel and fail to authenticate. */
  public static final int MAX_DATAGRAM_BYTES = 2048;

  private static final int READ_BATCH = 64;

  /** A burst of a large room must fit while the loop does something else. */
  private static final int KERNEL_BUFFER_BYTES = 8 << 20;

  /** Above the high mark packets are dropped: they would be late anyway. */
  private static final WriteBufferWaterMark WRITE_QUEUE_BYTES =
      new WriteBufferWaterMark(2 << 20, 4 << 20);

  private static final int FREE_PORT_ATTEMPTS = 16;

  private final int port;
  private final List<Channel> channels;
  private final List<UdpSocket> sockets = new ArrayList<>();

  private UdpPort(int port, List<Channel> channels) {
    this.port = port;
    this.channels = channels;
  }

  /**
   * Binds the port. Any thread but the loop's.
   *
   * @param port 1 to 65535, or 0 for one that is free on every address
   * @throws IOException when an address or port cannot be bound, with a sentence that names it
   */
  public static UdpPort open(
      MediaLoop loop, List<InetAddress> addresses, int port, DatagramHandler handler)
      throws IOException {
    IOException refusal = new IOException("No address to listen on.");
    for (int attempt = 0; attempt < (port == 0 ? FREE_PORT_ATTEMPTS : 1); attempt++) {
      try {
        return bindAll(loop, addresses, port, handler);
      } catch (IOException e) {
        refusal = e;
      }
    }
    throw refusal;
  }

  private static UdpPort bindAll(
      MediaLoop loop, List<InetAddress> addresses, int wanted, DatagramHandler handler)
      throws IOException {
    List<Channel> channels = new ArrayList<>();
    int port = wanted;
    for (InetAddress address : addresses) {
      UdpReader reader = new UdpReader(loop, handler);
      ChannelFuture bind =
          bootstrap(loop, reader).bind(new InetSocketAddress(address, port)).awaitUninterruptibly();
      if (!bind.isSuccess()) {
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
        throw new IOException(
            "Cannot listen on UDP " + address.getHostAddress() + " port " + port, bind.cause());
      }
      channels.add(bind.channel());
      port = ((InetSocketAddress) bind.channel().localAddress()).getPort();
    }
    UdpPort opened = new UdpPort(port, channels);
    loop.eventLoop().submit(() -> opened.start(loop)).syncUninterruptibly();
    return opened;
  }

  private static Bootstrap bootstrap(MediaLoop loop, UdpReader reader) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.eventLoop())
            .handler(reader)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER_BYTES)
            .option(ChannelOption.SO_SNDBUF, KERNEL_BUFFER_BYTES)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_QUEUE_BYTES);
    if (!Epoll.isAvailable()) {
      return bootstrap
          .channel(NioDatagramChannel.class)
          .option(
              ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES));
    }
    return bootstrap
        .channel(EpollDatagramChannel.class)
        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM_BYTES)
        .option(
            ChannelOption.RECVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES * READ_BATCH));
  }

  private void start(MediaLoop loop) {
    for (Channel channel : channels) {
      UdpSocket socket = new UdpSocket(channel, (InetSocketAddress) channel.localAddress());
      sockets.add(socket);
      channel.pipeline().get(UdpReader.class).read(socket);
      channel.config().setAutoRead(true);
    }
    loop.onBurstEnd(this::flush);
  }

  private void flush() {
    for (int i = 0; i < sockets.size(); i++) {
      sockets.get(i).flush();
    }
  }

  public int port() {
    return port;
  }

  /** One per address, in the order given. Loop only. */
  public List<UdpSocket> sockets() {
    return List.copyOf(sockets);
  }

  /** Closes the sockets. Waits unless called on the loop. */
  @Override
  public void close() {
    for (Channel channel : channels) {
      ChannelFuture closed = channel.close();
      if (!channel.eventLoop().inEventLoop()) {
        closed.awaitUninterruptibly();
      }
    }
  }
}
