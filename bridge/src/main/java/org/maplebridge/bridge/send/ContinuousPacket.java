package org.maplebridge.bridge.send;

import java.nio.ByteBuffer;
import org.maplebridge.bridge.api.MediaPacket;
import org.maplebridge.bridge.rtp.PooledPacket;

/**
 * A packet of one encoding with its place in a stream made of several.
 *
 * @param packet whose references are counted
 */
record ContinuousPacket(PooledPacket packet, int sequenceNumber, long timestamp)
    implements MediaPacket {

  @Override
  public boolean marker() {
    return packet.marker();
  }

  @Override
  public long arrivalNanos() {
    return packet.arrivalNanos();
  }

  @Override
  public ByteBuffer payload() {
    return packet.payload();
  }

  @Override
  public ContinuousPacket retain() {
    PooledPacket unused = packet.retain();
    return this;
  }

  @Override
  public void release() {
    packet.release();
  }
}
