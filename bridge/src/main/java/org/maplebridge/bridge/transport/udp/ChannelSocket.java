package org.maplebridge.bridge.transport.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.maplebridge.bridge.loop.MediaLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket as Netty has it, for systems whose calls {@link LinuxCalls} does not know. */
final class ChannelSocket extends ChannelInboundHandlerAdapter implements UdpSocket {

  /** Above the high mark packets are dropped: they would be late anyway. */
  private static final WriteBufferWaterMark WRITE_QUEUE_BYTES =
      new WriteBufferWaterMark(2 << 20, 4 << 20);

  private static final Logger log = LoggerFactory.getLogger(ChannelSocket.class);

  private final MediaLoop loop;
  private final DatagramHandler handler;
  private final byte[] scratch = new byte[UdpPort.MAX_DATAGRAM_BYTES + UdpPort.SPARE_BYTES];
  private final Channel channel;
  private final InetSocketAddress local;
  private boolean flushPending;

  /** Binds it; nothing is read before {@link #start()}. Any thread but the loop's. */
  ChannelSocket(MediaLoop loop, InetSocketAddress address, DatagramHandler handler)
      throws IOException {
    this.loop = loop;
    this.handler = handler;
    ChannelFuture bind = bootstrap(loop).handler(this).bind(address).awaitUninterruptibly();
    if (!bind.isSuccess()) {
      throw new IOException(bind.cause());
    }
    channel = bind.channel();
    local = (InetSocketAddress) channel.localAddress();
  }

  private static Bootstrap bootstrap(MediaLoop loop) {
    return new Bootstrap()
        .group(loop.eventLoop())
        .channel(
            loop.isIoType(EpollIoHandler.class)
                ? EpollDatagramChannel.class
                : NioDatagramChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.SO_RCVBUF, UdpPort.KERNEL_BUFFER_BYTES)
        .option(ChannelOption.SO_SNDBUF, UdpPort.KERNEL_BUFFER_BYTES)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_QUEUE_BYTES)
        .option(
            ChannelOption.RECVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(UdpPort.MAX_DATAGRAM_BYTES));
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
  public void start() {
    channel.config().setAutoRead(true);
  }

  @Override
  public int send(byte[] data, int offset, int length, Destination to, DatagramSealer sealer) {
    if (!channel.isWritable()) {
      return FULL;
    }
    ByteBuf copy = channel.alloc().directBuffer(length + DatagramSealer.TAIL_ROOM);
    copy.writeBytes(data, offset, length);
    MemorySegment memory = MemorySegment.ofBuffer(copy.nioBuffer(0, copy.capacity()));
    int sealed = sealer.seal(memory, 0, length);
    if (sealed < 0) {
      copy.release();
      return UNSEALED;
    }
    // The void promise: a failed datagram is a lost one, and a future per packet would be garbage.
    var unused =
        channel.write(
            new DatagramPacket(copy.writerIndex(sealed), to.address()), channel.voidPromise());
    flushPending = true;
    return sealed;
  }

  /** Netty takes the address as it is. */
  record ChannelDestination(InetSocketAddress address) implements Destination {}

  @Override
  public Destination destination(InetSocketAddress address) {
    return new ChannelDestination(address);
  }

  @Override
  public void flush() {
    if (flushPending) {
      flushPending = false;
      channel.flush();
    }
  }

  @Override
  public void close() {
    ChannelFuture closed = channel.close();
    if (!loop.inLoop()) {
      closed.awaitUninterruptibly();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    try {
      ByteBuf content = packet.content();
      int length = Math.min(content.readableBytes(), UdpPort.MAX_DATAGRAM_BYTES);
      content.getBytes(content.readerIndex(), scratch, 0, length);
      handler.onDatagram(this, packet.sender(), scratch, length, loop.nanoTime());
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
