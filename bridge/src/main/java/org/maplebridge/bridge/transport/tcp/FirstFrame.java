package org.maplebridge.bridge.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first frame of a new connection, which must be a check for a connection of ours
 * (RFC 6544 section 7.2), and hands it to its loop. Everybody else is cut off without a word.
 */
final class FirstFrame extends ChannelInboundHandlerAdapter {

  /** No connectivity check is longer. */
  private static final int MAX_CHECK_BYTES = 1280;

  private static final int PATIENCE_SECONDS = 5;

  private final Channel channel;
  private final Steering steering;
  private final LongAdder refused;
  private final Consumer<FirstFrame> done;
  private @Nullable ByteBuf read;
  private @Nullable Future<?> patience;
  private boolean ended;

  /**
   * @param refused counts the strangers
   * @param done told once, when the connection does not wait any more
   */
  FirstFrame(Channel channel, Steering steering, LongAdder refused, Consumer<FirstFrame> done) {
    this.channel = channel;
    this.steering = steering;
    this.refused = refused;
    this.done = done;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    read = context.alloc().buffer(FrameReader.HEADER_BYTES + MAX_CHECK_BYTES);
    patience = context.executor().schedule(() -> refuse(), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (read != null) {
        read.writeBytes(bytes);
        if (!ended) {
          judge(read);
        }
      }
    } finally {
      bytes.release();
    }
  }

  private void judge(ByteBuf bytes) {
    if (bytes.readableBytes() < FrameReader.HEADER_BYTES) {
      return;
    }
    int length = bytes.getUnsignedShort(bytes.readerIndex());
    if (length == 0 || length > MAX_CHECK_BYTES) {
      refuse();
    } else if (bytes.readableBytes() >= FrameReader.HEADER_BYTES + length) {
      byte[] frame =
          ByteBufUtil.getBytes(bytes, bytes.readerIndex() + FrameReader.HEADER_BYTES, length);
      Optional<TcpStreams> streams = steering.streamsOf(frame);
      if (streams.isPresent()) {
        handOver(streams.get(), bytes);
      } else {
        refuse();
      }
    }
  }

  /** What still comes before the acceptor lets the channel go is collected and handed over too. */
  private void handOver(TcpStreams streams, ByteBuf bytes) {
    end();
    channel.config().setAutoRead(false);
    channel
        .deregister()
        .addListener(
            left -> {
              read = null;
              if (left.isSuccess() && channel.isOpen()) {
                channel.pipeline().remove(this);
                streams.adopt(channel, bytes);
              } else {
                bytes.release();
                var unused = channel.close();
              }
            });
  }

  /** Cuts it off, unless it was handed over. */
  void refuse() {
    if (!ended) {
      refused.increment();
      end();
      forget();
      var unused = channel.close();
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      if (patience != null) {
        patience.cancel(false);
      }
      done.accept(this);
    }
  }

  private void forget() {
    if (read != null) {
      read.release();
      read = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!ended) {
      end();
      forget();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Reset by the peer, mostly
    refuse();
  }
}
