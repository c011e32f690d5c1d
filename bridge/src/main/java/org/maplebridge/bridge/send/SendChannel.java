package org.maplebridge.bridge.send;

import org.maplebridge.bridge.congestion.BandwidthEstimator;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.metrics.RateMeter;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.transport.Transport;

/**
 * What the streams to one receiver share: the connection, the buffer a packet is made in, the count
 * of transport-wide sequence numbers, the estimate of the path and the pace.
 */
public final class SendChannel {

  /** IPv4, UDP and the authentication tag: what a packet is longer on the wire. */
  private static final int WIRE_OVERHEAD = 28 + 16;

  /**
   * How much faster than the estimate packets leave: waiting must end even while much is sent. What
   * goes beyond the capacity waits in a queue that sound waits in too.
   */
  private static final double FACTOR = 1.25;

  /** Less is repaired soon enough by being asked for again. */
  private static final double LOSSY = 0.03;

  private static final double ROOMY = 0.7;

  private static final int MAX_HEADER = 64;
  private static final int MAX_PREFIX = 16;
  private static final int REDUNDANT_BYTES = 1024;

  /** Bytes of the buffer packets are made in. */
  public static final int BUFFER_BYTES =
      MAX_HEADER + MAX_PREFIX + REDUNDANT_BYTES + PooledPacket.MAX_PAYLOAD + Transport.TAIL_ROOM;

  private final Transport transport;
  private final MediaCounters counters;
  private final RtcpChannel rtcp;
  private final BandwidthEstimator estimator;
  private final Pacer pacer;
  private final RateMeter rate = new RateMeter();
  private final byte[] buffer;
  private int transportSequence;
  private boolean probing;
  private long bytesSent;

  /** What {@link #rate} does not know yet: that is not touched for each packet. */
  private int unmeasuredBytes;

  /**
   * @param onWaiting called when packets begin to wait for their turn: until {@link #isIdle()} it
   *     wants every tick
   * @param buffer of {@link #BUFFER_BYTES}, which channels of one loop share: a packet has left it
   *     before the next is made
   */
  public SendChannel(
      Transport transport,
      MediaCounters counters,
      RtcpChannel rtcp,
      BandwidthEstimator estimator,
      Runnable onWaiting,
      byte[] buffer) {
    this.transport = transport;
    this.counters = counters;
    this.rtcp = rtcp;
    this.estimator = estimator;
    this.buffer = buffer;
    pacer = new Pacer(counters, onWaiting);
  }

  /** Whether packets would leave. */
  boolean isConnected() {
    return transport.isConnected();
  }

  /** Where the next packet is made, from 0. */
  byte[] buffer() {
    return buffer;
  }

  /** The number of the packet sent next, if that is numbered. */
  int nextTransportSequence() {
    return (transportSequence + 1) & 0xFFFF;
  }

  /**
   * Sends the packet made in the buffer.
   *
   * @param numbered whether it carries {@link #nextTransportSequence()}
   */
  void send(int length, boolean numbered, long now) {
    counters.count(MediaCounter.PACKETS_OUT);
    counters.add(MediaCounter.BYTES_OUT, length);
    unmeasuredBytes += length;
    if (numbered) {
      transportSequence = nextTransportSequence();
      estimator.onSent(transportSequence, length + WIRE_OVERHEAD, probing, now);
    }
    bytesSent += length + WIRE_OVERHEAD;
    pacer.spend(length + WIRE_OVERHEAD);
    transport.sendRtp(buffer, 0, length);
  }

  /**
   * Sends the packet made in the buffer, which will be made and sent again: it has no number yet.
   */
  void sendUncounted(int length) {
    counters.count(MediaCounter.PACKETS_OUT);
    counters.add(MediaCounter.BYTES_OUT, length);
    transport.sendRtp(buffer, 0, length);
  }

  /** Whether what is sent now measures the path. */
  void probing(boolean on) {
    probing = on;
    bytesSent = 0;
  }

  /** Bytes on the wire since the last call. */
  long takeBytesSent() {
    long sent = bytesSent;
    bytesSent = 0;
    return sent;
  }

  RtcpChannel rtcp() {
    return rtcp;
  }

  MediaCounters counters() {
    return counters;
  }

  Pacer pacer() {
    return pacer;
  }

  public BandwidthEstimator estimator() {
    return estimator;
  }

  /** Whether nothing waits for its turn. */
  public boolean isIdle() {
    return pacer.isIdle();
  }

  /** To be called every 10 ms or so while something waits, else several times a second. */
  public void tick(long now) {
    rate.add(unmeasuredBytes);
    unmeasuredBytes = 0;
    rate.tick(now);
    estimator.tick(now);
    followEstimate();
    pacer.tick(now);
  }

  /** The estimate may be another: what is sent next keeps to it, not only after the next tick. */
  public void followEstimate() {
    double factor = estimator.isQueueing() ? 1 : FACTOR;
    pacer.follow(factor * estimator.targetBps(), estimator.roomBytes());
  }

  /** Whether packets get lost for another reason than want of room. */
  boolean losesAtRandom() {
    return estimator.lossRatio() > LOSSY && !estimator.isQueueing();
  }

  /** Whether the path carries much more than is sent. */
  boolean hasRoomToRepeat() {
    return rate.bps() < ROOMY * estimator.targetBps();
  }

  /** Bits per second to the receiver. */
  public long sendBps() {
    return rate.bps();
  }

  /** Gives back what waits. */
  public void close() {
    pacer.clear();
  }
}
