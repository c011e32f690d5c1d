package org.maplebridge.bridge.api;

/**
 * Receives whole sources of a room: the recorder. Called on the room's loop, must not block and
 * must not throw.
 */
public interface MediaSubscriber {

  /** A source began or was there when the subscriber came. */
  void onSource(SourceInfo source);

  /** Whether packets of this source are wanted now. Asked per packet: answer from a field. */
  boolean wants(SourceInfo source);

  /**
   * A packet in the order it arrived, duplicates and RTX already resolved. The packet is valid
   * during the call; keep it with {@link MediaPacket#retain()}.
   */
  void onPacket(SourceInfo source, MediaPacket packet);

  /**
   * A sender report (RFC 3550 section 6.4.1): the sender's wall clock for an RTP time.
   *
   * @param ntpTime 32.32 fixed point seconds since 1900
   * @param rtpTime 32-bit RTP time stamp of the same instant
   * @param arrivalNanos {@link System#nanoTime()} of its arrival here
   */
  void onSenderReport(SourceInfo source, long ntpTime, long rtpTime, long arrivalNanos);

  /** A source ended; nothing more comes of it. */
  void onSourceEnded(SourceInfo source);
}
