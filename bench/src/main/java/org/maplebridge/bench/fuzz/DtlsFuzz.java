package org.maplebridge.bench.fuzz;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.transport.dtls.DtlsIdentity;
import org.maplebridge.bridge.transport.dtls.DtlsListener;
import org.maplebridge.bridge.transport.dtls.DtlsSession;
import org.maplebridge.bridge.transport.srtp.SrtpKeys;
import org.maplebridge.bridge.transport.udp.PacketClassifier;
import org.maplebridge.bridge.transport.udp.PacketKind;

/** Datagrams told apart by their first bytes; those of DTLS go into a handshake as its server. */
final class DtlsFuzz {
  private static final int RECORD_HEADER = 13;

  /** Far more than an end takes, however busy the machine is. */
  private static final long END_MILLIS = 60_000;

  private static final Instant CERTIFIED = Instant.parse("2026-11-25T00:00:00Z");
  private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(new SecureRandom(), CERTIFIED);

  private DtlsFuzz() {}

  static void take(byte[] data) {
    DtlsSession session =
        DtlsSession.start("fuzz", IDENTITY, IDENTITY.fingerprint(), false, new Silent());
    for (int at = 0; at < data.length; ) {
      int length = recordLength(data, at);
      byte[] datagram = Arrays.copyOfRange(data, at, at + length);
      if (PacketClassifier.classify(datagram, length) == PacketKind.DTLS) {
        boolean unused = session.offer(datagram, length);
      }
      at += length;
    }
    session.close();
    session.awaitEnd(END_MILLIS);
    FuzzTarget.require(session.isEnded(), "the session does not end");
  }

  /** One record per datagram (RFC 6347 section 4.1): its length stands at byte 11. */
  private static int recordLength(byte[] data, int at) {
    int left = data.length - at;
    if (left < RECORD_HEADER) {
      return left;
    }
    int content = (data[at + 11] & 0xFF) << 8 | (data[at + 12] & 0xFF);
    return Math.min(left, RECORD_HEADER + content);
  }

  /** Nobody completes a handshake by chance. */
  private record Silent() implements DtlsListener {
    @Override
    public void onSend(byte[] datagram) {
      FuzzTarget.require(datagram.length > 0, "an empty datagram");
    }

    @Override
    public void onKeys(SrtpKeys keys) {
      throw new IllegalStateException("keys without a handshake");
    }

    @Override
    public void onEnded(CloseReason reason) {
      // As it must
    }
  }
}
