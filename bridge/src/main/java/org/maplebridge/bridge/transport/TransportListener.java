package org.maplebridge.bridge.transport;

import org.maplebridge.bridge.api.CloseReason;

/**
 * What a media connection tells its owner. Every call comes on the loop of the connection.
 *
 * <p>The buffers belong to the transport and are overwritten after the call: copy what is kept. The
 * owner may change the bytes from {@code offset} to {@code offset + length} during the call.
 */
public interface TransportListener {

  /** ICE and DTLS are up: packets flow from now on. At most once. */
  void onConnected();

  /**
   * A decrypted, authenticated RTP packet that is no replay (RFC 3711 section 3.3).
   *
   * @param arrivalNanos {@link org.maplebridge.bridge.loop.MediaLoop#nanoTime()} of the read
   */
  void onRtp(byte[] buffer, int offset, int length, long arrivalNanos);

  /** A decrypted, authenticated compound RTCP packet. */
  void onRtcp(byte[] buffer, int offset, int length, long arrivalNanos);

  /** The connection is gone, whoever ended it. Exactly once, and nothing comes after it. */
  void onClosed(CloseReason reason);
}
