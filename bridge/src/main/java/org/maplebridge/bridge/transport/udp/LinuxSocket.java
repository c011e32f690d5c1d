package org.maplebridge.bridge.transport.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.loop.MediaLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket that reads and writes many datagrams by one system call and makes no object for any of
 * them. It waits with the epoll instance of its loop.
 */
final class LinuxSocket implements UdpSocket, EpollIoHandle {

  private static final int READ_BATCH = 64;

  /** Remote addresses remembered; then all are forgotten, for strangers could send from any. */
  private static final int MAX_TARGETS = 16_384;

  private static final EpollIoOps WRITABLE_TOO = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT);

  private static final Logger log = LoggerFactory.getLogger(LinuxSocket.class);

  // Given
  private final MediaLoop loop;
  private final DatagramHandler handler;

  // Made here
  private final LinuxCalls calls = new LinuxCalls();
  private final int family;
  private final FileDescriptor descriptor;
  private final InetSocketAddress local;

  // Loop only
  private final Messages incoming;
  private final MemorySegment received =
      Arena.ofAuto().allocate((long) READ_BATCH * UdpPort.MAX_DATAGRAM_BYTES, Long.BYTES);
  private final byte[] scratch = new byte[UdpPort.MAX_DATAGRAM_BYTES + UdpPort.SPARE_BYTES];
  private final SourceAddresses sources;
  private final Map<InetSocketAddress, Target> targets = new HashMap<>();
  private SendBurst gathering;
  private SendBurst leaving;
  private @Nullable IoRegistration registration;
  private boolean blocked;

  /** Binds it; nothing is read before {@link #start()}. Any thread. */
  LinuxSocket(MediaLoop loop, InetSocketAddress address, DatagramHandler handler)
      throws IOException {
    this.loop = loop;
    this.handler = handler;
    family = Sockaddr.family(address.getAddress());
    int nameBytes = Sockaddr.bytes(family);
    descriptor = new FileDescriptor(calls.socket(family));
    try {
      local = bind(address);
    } catch (IOException e) {
      descriptor.close();
      throw e;
    }
    incoming = new Messages(READ_BATCH, READ_BATCH, nameBytes);
    for (int i = 0; i < READ_BATCH; i++) {
      long at = received.address() + (long) i * UdpPort.MAX_DATAGRAM_BYTES;
      incoming.buffer(i, at, UdpPort.MAX_DATAGRAM_BYTES);
      incoming.message(i, i, 1, 0);
    }
    sources = new SourceAddresses(family);
    gathering = new SendBurst(nameBytes);
    leaving = new SendBurst(nameBytes);
  }

  private InetSocketAddress bind(InetSocketAddress address) throws IOException {
    int fd = descriptor.intValue();
    calls.option(fd, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUF, UdpPort.KERNEL_BUFFER_BYTES);
    calls.option(fd, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_SNDBUF, UdpPort.KERNEL_BUFFER_BYTES);
    if (family == LinuxCalls.AF_INET6) {
      calls.option(fd, LinuxCalls.IPPROTO_IPV6, LinuxCalls.IPV6_V6ONLY, 1);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(Sockaddr.bytes(family), Long.BYTES);
      Sockaddr.write(name, 0, family, address);
      calls.bind(fd, name);
      calls.name(fd, name);
      return Sockaddr.read(name, 0, family);
    }
  }

  @Override
  public InetAddress address() {
    return local.getAddress();
  }

  @Override
  public int port() {
    return local.getPort();
  }

  @Override
  public FileDescriptor fd() {
    return descriptor;
  }

  @Override
  public void start() {
    loop.register(
        this,
        registered -> {
          registration = registered;
          long unused = registered.submit(EpollIoOps.EPOLLIN);
        });
  }

  @Override
  public void handle(IoRegistration from, IoEvent event) {
    EpollIoOps ready = ((EpollIoEvent) event).ops();
    if (ready.contains(EpollIoOps.EPOLLOUT)) {
      resume();
    }
    if (ready.contains(EpollIoOps.EPOLLIN)) {
      read();
    }
  }

  private void read() {
    int count = calls.receive(descriptor.intValue(), incoming.from(0), READ_BATCH);
    long now = loop.nanoTime();
    for (int i = 0; i < count; i++) {
      int length = incoming.length(i);
      long at = (long) i * UdpPort.MAX_DATAGRAM_BYTES;
      MemorySegment.copy(received, JAVA_BYTE, at, scratch, 0, length);
      InetSocketAddress source = sources.resolve(incoming.names(), (long) i * Sockaddr.STRIDE);
      incoming.reset(i);
      handle(source, length, now);
    }
    loop.endBurst();
  }

  /** A bug behind one packet must not take the others with it. */
  private void handle(InetSocketAddress source, int length, long now) {
    try {
      handler.onDatagram(this, source, scratch, length, now);
    } catch (RuntimeException | AssertionError e) {
      log.error("A datagram could not be handled on media-loop-{}", loop.index(), e);
    }
  }

  @Override
  public int send(byte[] data, int offset, int length, Destination to, DatagramSealer sealer) {
    if (!descriptor.isOpen()) {
      return FULL;
    }
    if (gathering.isWorthLeaving()) {
      flush();
    }
    return gathering.add(data, offset, length, (Target) to, sealer);
  }

  @Override
  public Target destination(InetSocketAddress address) {
    Target known = targets.get(address);
    if (known == null) {
      known = new Target(family, address);
      if (targets.size() == MAX_TARGETS) {
        targets.clear();
      }
      targets.put(address, known);
    }
    return known;
  }

  @Override
  public void flush() {
    if (blocked || gathering.isEmpty() || !descriptor.isOpen()) {
      return;
    }
    SendBurst full = gathering;
    gathering = leaving;
    leaving = full;
    leaving.make();
    if (!leaving.leave(calls, descriptor.intValue(), handler)) {
      await(WRITABLE_TOO, true);
    }
  }

  /** The kernel has room again. */
  private void resume() {
    if (blocked && leaving.leave(calls, descriptor.intValue(), handler)) {
      await(EpollIoOps.EPOLLIN, false);
      flush();
    }
  }

  private void await(EpollIoOps events, boolean writable) {
    blocked = writable;
    IoRegistration current = registration;
    if (current != null && current.isValid()) {
      long unused = current.submit(events);
    }
  }

  /** Called by Netty when the loop ends, and by the port. Idempotent. */
  @Override
  public void close() {
    loop.run(
        () -> {
          IoRegistration current = registration;
          if (current != null && current.isValid()) {
            boolean unused = current.cancel();
          }
          try {
            descriptor.close();
          } catch (IOException e) {
            log.debug("Closing a socket of media-loop-{} failed", loop.index(), e);
          }
        });
  }
}
