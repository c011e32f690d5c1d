package org.maplebridge.bridge.transport.udp;

import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.maplebridge.bridge.loop.MediaLoop;

/**
 * The UDP port of a loop: one socket per local address, all with the same port number. What is sent
 * during a burst leaves at its end, on Linux by one system call per socket.
 */
public final class UdpPort implements AutoCloseable {

  /** No path we use carries more; longer ones are cut by the kernel and fail to authenticate. */
  public static final int MAX_DATAGRAM_BYTES = 2048;

  /** Room behind the longest datagram, for handlers that work in place. */
  static final int SPARE_BYTES = 64;

  /** A burst of a large room must fit while the loop does something else. */
  static final int KERNEL_BUFFER_BYTES = 8 << 20;

  private static final int FREE_PORT_ATTEMPTS = 16;

  private final List<UdpSocket> sockets;

  private UdpPort(List<UdpSocket> sockets) {
    this.sockets = List.copyOf(sockets);
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
    List<UdpSocket> sockets = new ArrayList<>();
    int port = wanted;
    for (InetAddress address : addresses) {
      try {
        sockets.add(bind(loop, new InetSocketAddress(address, port), handler));
      } catch (IOException e) {
        sockets.forEach(UdpSocket::close);
        throw new IOException(
            "Cannot listen on UDP " + address.getHostAddress() + " port " + port, e);
      }
      port = sockets.getLast().port();
    }
    UdpPort opened = new UdpPort(sockets);
    loop.run(() -> opened.start(loop));
    return opened;
  }

  private static UdpSocket bind(MediaLoop loop, InetSocketAddress address, DatagramHandler handler)
      throws IOException {
    return loop.isIoType(EpollIoHandler.class) && LinuxCalls.areKnown()
        ? new LinuxSocket(loop, address, handler)
        : new ChannelSocket(loop, address, handler);
  }

  private void start(MediaLoop loop) {
    sockets.forEach(UdpSocket::start);
    loop.onBurstEnd(this::flush);
  }

  private void flush() {
    for (int i = 0; i < sockets.size(); i++) {
      sockets.get(i).flush();
    }
  }

  public int port() {
    return sockets.getFirst().port();
  }

  /** One per address, in the order given. */
  public List<UdpSocket> sockets() {
    return sockets;
  }

  /** Closes the sockets. Waits unless called on the loop. */
  @Override
  public void close() {
    sockets.forEach(UdpSocket::close);
  }
}
