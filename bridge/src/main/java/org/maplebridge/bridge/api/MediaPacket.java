package org.maplebridge.bridge.api;

import java.nio.ByteBuffer;

/** One decrypted RTP packet. The payload is immutable and shared; count references. */
public interface MediaPacket {

  /** 16-bit RTP sequence number. */
  int sequenceNumber();

  /** 32-bit RTP time stamp. */
  long timestamp();

  boolean marker();

  /** {@link System#nanoTime()} of the packet's arrival. */
  long arrivalNanos();

  /** Payload without header, extensions and padding; a read-only view, valid while retained. */
  ByteBuffer payload();

  /** Keeps the packet beyond the call. */
  MediaPacket retain();

  /** Gives back one reference. */
  void release();
}
