package org.maplebridge.bridge.peer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.maplebridge.bridge.api.HostCandidate;
import org.maplebridge.bridge.api.LocalTransport;

/**
 * A path between one peer and the bridge that loses RTP and RTCP at random, both ways, and may be
 * narrow towards the bridge, with a long queue before the narrow place.
 */
public final class LossyRelay implements AutoCloseable {

  /** No queue is longer. */
  private static final long QUEUE_NANOS = 2_000_000_000;

  private final double loss;
  private final long upBps;
  private long freeAt = System.nanoTime();
  private final DatagramSocket peerSide;
  private final DatagramSocket bridgeSide;
  private final AtomicLong lost = new AtomicLong();
  private volatile SocketAddress peer;

  /**
   * @param loss share of packets lost, 0 to 1
   */
  public LossyRelay(double loss) throws IOException {
    this(loss, Long.MAX_VALUE);
  }

  /**
   * @param upBps bits per second it carries towards the bridge
   */
  public LossyRelay(double loss, long upBps) throws IOException {
    this.loss = loss;
    this.upBps = upBps;
    peerSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    bridgeSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  /** Starts relaying to the bridge, and returns what the peer is to be told instead. */
  public LocalTransport before(LocalTransport local) {
    HostCandidate behind = local.candidates().getFirst();
    InetSocketAddress bridge = new InetSocketAddress(behind.address(), behind.port());
    Thread.ofPlatform().daemon().start(() -> relay(peerSide, bridgeSide, bridge, new Random(1)));
    Thread.ofPlatform().daemon().start(() -> relay(bridgeSide, peerSide, null, new Random(2)));
    HostCandidate ours =
        new HostCandidate(
            behind.foundation(), "udp", behind.priority(), "127.0.0.1", peerSide.getLocalPort());
    return new LocalTransport(local.ufrag(), local.password(), local.fingerprint(), List.of(ours));
  }

  private void relay(DatagramSocket from, DatagramSocket to, SocketAddress target, Random random) {
    byte[] buffer = new byte[2048];
    while (!from.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        from.receive(packet);
        if (target != null) {
          peer = packet.getSocketAddress();
        }
        // RTP and RTCP have 128 to 191 in their first byte (RFC 7983 section 7)
        boolean media = (buffer[0] & 0xC0) == 0x80;
        if (media && (random.nextDouble() < loss || isLate(target != null, packet))) {
          lost.incrementAndGet();
        } else {
          packet.setSocketAddress(target != null ? target : peer);
          to.send(packet);
        }
      } catch (IOException e) {
        // The end, or a loss the operating system makes
      }
    }
  }

  /** Waits as long as the narrow place takes; the socket is the queue before it. */
  private boolean isLate(boolean up, DatagramPacket packet) {
    if (!up || upBps == Long.MAX_VALUE) {
      return false;
    }
    long now = System.nanoTime();
    freeAt = Math.max(freeAt, now) + packet.getLength() * 8_000_000_000L / upBps;
    LockSupport.parkNanos(freeAt - now);
    return freeAt - now > QUEUE_NANOS;
  }

  /** Packets lost so far. */
  public long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    peerSide.close();
    bridgeSide.close();
  }
}
