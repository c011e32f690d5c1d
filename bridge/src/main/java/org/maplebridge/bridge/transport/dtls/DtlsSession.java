package org.maplebridge.bridge.transport.dtls;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.transport.srtp.SrtpProfile;

/**
 * One DTLS association. Its virtual thread makes the handshake, then stays to answer a peer that
 * lost our last flight and to notice its close_notify.
 */
public final class DtlsSession implements AutoCloseable {

  private static final int RECEIVE_BYTES = 2048;

  private final DtlsDatagrams datagrams;
  private final DtlsListener listener;
  private final Negotiation negotiation;
  private final boolean client;
  private final Thread thread;
  private volatile boolean abandoned;
  private volatile Optional<HandshakeFailure> failure = Optional.empty();

  private DtlsSession(
      String id,
      DtlsIdentity identity,
      Fingerprint expected,
      boolean client,
      List<SrtpProfile> profiles,
      DtlsListener told) {
    listener = told;
    this.client = client;
    datagrams = new DtlsDatagrams(told::onSend);
    negotiation = new Negotiation(identity, expected, profiles);
    thread = Thread.ofVirtual().name("dtls-" + id).unstarted(this::run);
  }

  /** Starts a handshake that agrees to every profile of ours. */
  public static DtlsSession start(
      String id,
      DtlsIdentity identity,
      Fingerprint expected,
      boolean client,
      DtlsListener listener) {
    return start(id, identity, expected, client, SrtpProfile.preferred(), listener);
  }

  /**
   * Starts a handshake.
   *
   * @param id for the thread's name
   * @param expected the fingerprint of the peer's certificate
   * @param client whether we speak first
   * @param profiles SRTP profiles we agree to, the best first
   */
  public static DtlsSession start(
      String id,
      DtlsIdentity identity,
      Fingerprint expected,
      boolean client,
      List<SrtpProfile> profiles,
      DtlsListener listener) {
    DtlsSession session = new DtlsSession(id, identity, expected, client, profiles, listener);
    session.thread.start();
    return session;
  }

  /**
   * Hands over a datagram of the peer. Any thread.
   *
   * @return false when the session is behind or over, and the datagram is dropped
   */
  public boolean offer(byte[] data, int length) {
    return datagrams.offer(data, length);
  }

  /** Why the handshake failed; empty while it runs and when it was through. Any thread. */
  public Optional<HandshakeFailure> failure() {
    return failure;
  }

  /** Whether the session's thread is done. Any thread. */
  public boolean isEnded() {
    return !thread.isAlive();
  }

  private void run() {
    try {
      DTLSTransport transport = handshake();
      negotiation.keys().ifPresent(listener::onKeys);
      stay(transport);
      listener.onEnded(CloseReason.DTLS_CLOSED);
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(negotiation.failure(e, abandoned));
      listener.onEnded(
          negotiation.isMismatched() ? CloseReason.FINGERPRINT_MISMATCH : CloseReason.DTLS_CLOSED);
    } finally {
      datagrams.close();
    }
  }

  private DTLSTransport handshake() throws IOException {
    return client
        ? new DTLSClientProtocol().connect(new SrtpTlsClient(negotiation), datagrams)
        : new DTLSServerProtocol().accept(new SrtpTlsServer(negotiation), datagrams);
  }

  private void stay(DTLSTransport transport) throws IOException {
    byte[] ignored = new byte[RECEIVE_BYTES];
    try {
      while (!datagrams.isClosed()) {
        transport.receive(ignored, 0, ignored.length, 0);
      }
    } catch (IOException e) {
      // Closed by us, or a fatal alert: over either way.
    } finally {
      transport.close();
    }
  }

  /** Ends the session, with a close_notify where the handshake was through. Does not wait. */
  @Override
  public void close() {
    abandoned = true;
    datagrams.close();
  }

  /** Waits for the last datagram to be handed over, at most so long. Not on the loop. */
  public void awaitEnd(long millis) {
    try {
      boolean unused = thread.join(Duration.ofMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
