package org.maplebridge.bridge.transport;

import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;

/**
 * One media connection: ICE-lite, DTLS-SRTP and the packets within. Every method is to be called on
 * the loop of its {@link TransportHub}.
 */
public interface Transport {

  /**
   * Free bytes the buffer must have behind a packet handed to {@link #sendRtp} or {@link
   * #sendRtcp}: a 16-byte AEAD tag (RFC 7714 section 5.2) and the 4-byte SRTCP index (RFC 3711
   * section 3.4).
   */
  int TAIL_ROOM = 20;

  /** What the remote side needs to reach us, since the last restart. */
  LocalTransport local();

  /**
   * Tells what the remote side said of itself. Checks that came before were answered already, a
   * handshake begins only now, because its certificate could not be verified before. After a
   * restart it is told again, and only its ICE credentials may be others.
   */
  void connect(RemoteTransport remote);

  /** Whether the remote side's part in the present credentials is not known yet. */
  boolean awaitsRemote();

  /**
   * Restarts ICE (RFC 8445 section 9): makes new credentials for us. The path in use carries on by
   * the old ones until the peer nominates one by the new; DTLS and SRTP know nothing of it.
   */
  LocalTransport restart();

  /** Whether ICE and DTLS are up and the connection is not closed. */
  boolean isConnected();

  /** How the connection stands, for diagnosis. */
  TransportState state();

  /**
   * Encrypts an RTP packet in place and sends it at the end of the burst. The bytes are copied
   * before return, the buffer holds the encrypted packet afterwards. Dropped and counted when not
   * connected or the socket is full.
   *
   * @param buffer holds the packet, and {@link #TAIL_ROOM} free bytes behind it
   */
  void sendRtp(byte[] buffer, int offset, int length);

  /** Like {@link #sendRtp} for a compound RTCP packet. */
  void sendRtcp(byte[] buffer, int offset, int length);

  /** Ends the connection, telling the peer and the listener. Idempotent. */
  void close(CloseReason reason);
}
