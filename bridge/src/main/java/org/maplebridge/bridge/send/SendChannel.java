package org.maplebridge.bridge.send;

import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.metrics.RateMeter;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.rtp.PooledPacket;
import org.maplebridge.bridge.transport.Transport;

/**
 * What the streams to one receiver share: the connection, the buffer a packet is made in, and the
 * count of transport-wide sequence numbers.
 */
public final class SendChannel {

  private static final int MAX_HEADER = 64;
  private static final int RTX_PREFIX = 2;

  private final Transport transport;
  private final MediaCounters counters;
  private final RtcpChannel rtcp;
  private final RateMeter rate = new RateMeter();
  private final byte[] buffer =
      new byte[MAX_HEADER + RTX_PREFIX + PooledPacket.MAX_PAYLOAD + Transport.TAIL_ROOM];
  private int transportSequence;

  public SendChannel(Transport transport, MediaCounters counters, RtcpChannel rtcp) {
    this.transport = transport;
    this.counters = counters;
    this.rtcp = rtcp;
  }

  /** Whether packets would leave. */
  boolean isConnected() {
    return transport.isConnected();
  }

  /** Where the next packet is made, from 0. */
  byte[] buffer() {
    return buffer;
  }

  int nextTransportSequence() {
    transportSequence = (transportSequence + 1) & 0xFFFF;
    return transportSequence;
  }

  /** Sends the packet made in the buffer. */
  void send(int length) {
    counters.count(MediaCounter.PACKETS_OUT);
    counters.add(MediaCounter.BYTES_OUT, length);
    rate.add(length);
    transport.sendRtp(buffer, 0, length);
  }

  RtcpChannel rtcp() {
    return rtcp;
  }

  MediaCounters counters() {
    return counters;
  }

  /** To be called several times a second. */
  public void tick(long now) {
    rate.tick(now);
  }

  /** Bits per second to the receiver. */
  public long sendBps() {
    return rate.bps();
  }
}
