package org.maplebridge.bridge.transport.dtls;

import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.transport.srtp.SrtpKeys;

/** What a {@link DtlsSession} tells, on its own thread. */
public interface DtlsListener {

  /** A datagram to be sent to the peer; the array is the listener's. */
  void onSend(byte[] datagram);

  /** The handshake is complete and the peer's certificate is the signalled one. At most once. */
  void onKeys(SrtpKeys keys);

  /** The session ended, before or after its keys. Exactly once, the last call. */
  void onEnded(CloseReason reason);
}
