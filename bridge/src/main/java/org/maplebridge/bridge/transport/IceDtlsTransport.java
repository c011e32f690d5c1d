package org.maplebridge.bridge.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.transport.dtls.DtlsListener;
import org.maplebridge.bridge.transport.dtls.DtlsSession;
import org.maplebridge.bridge.transport.dtls.HandshakeFailure;
import org.maplebridge.bridge.transport.ice.CheckResult;
import org.maplebridge.bridge.transport.ice.CheckResult.Accepted;
import org.maplebridge.bridge.transport.ice.CheckResult.Refused;
import org.maplebridge.bridge.transport.ice.IceResponder;
import org.maplebridge.bridge.transport.ice.StunRequest;
import org.maplebridge.bridge.transport.srtp.RtpSealer;
import org.maplebridge.bridge.transport.srtp.SrtpKeys;
import org.maplebridge.bridge.transport.srtp.SrtpSession;
import org.maplebridge.bridge.transport.srtp.SrtpStatus;
import org.maplebridge.bridge.transport.udp.PacketKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection over a {@link LoopTransportHub}. Loop only.
 *
 * <p>Its life: made → first authenticated check (a path is valid, DTLS may flow on it) → handshake
 * → keys, and a nominated path → connected → closed. The peer may nominate another path at any
 * time, when a phone changes networks; nothing else changes then. Where that is not enough ICE is
 * restarted: there are two sets of credentials until a path is nominated by the new.
 */
final class IceDtlsTransport implements Transport {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /**
   * RFC 7675 section 5.1. Encoders that speak WHIP check once and never again, so authenticated
   * media counts like a check: only the peer can have sent it, and what goes back to it is RTCP.
   */
  static final Duration CONSENT_TIMEOUT = Duration.ofSeconds(30);

  /** Addresses one peer may have valid at a time; the eldest gives way. */
  private static final int MAX_PATHS = 8;

  private static final int EARLY_DTLS = 8;
  private static final int EARLY_MEDIA = 64;

  private static final Logger log = LoggerFactory.getLogger(IceDtlsTransport.class);

  private final LoopTransportHub hub;
  private final String id;
  private final TransportListener listener;
  private final long madeNanos;

  private final List<Path> paths = new ArrayList<>();
  private final EarlyPackets earlyDtls = new EarlyPackets(EARLY_DTLS);
  private final EarlyPackets earlyMedia = new EarlyPackets(EARLY_MEDIA);
  private IceResponder ice;
  private LocalTransport local;
  private @Nullable IceResponder former;
  private @Nullable RemoteTransport remote;
  private @Nullable Path selected;
  private @Nullable DtlsSession dtls;
  private @Nullable SrtpSession srtp;
  private @Nullable RtpSealer sealer;
  private boolean nominated;
  private boolean handshaking;
  private boolean connected;
  private boolean closed;
  private long lastCheckNanos;
  private long lastHeardNanos;

  IceDtlsTransport(LoopTransportHub hub, String id, IceResponder ice, TransportListener listener) {
    this.hub = hub;
    this.id = id;
    this.ice = ice;
    local = hub.describe(ice.local());
    this.listener = listener;
    madeNanos = hub.loop().nanoTime();
    lastCheckNanos = madeNanos;
    lastHeardNanos = madeNanos;
  }

  @Override
  public LocalTransport local() {
    return local;
  }

  @Override
  public boolean isConnected() {
    return connected && !closed;
  }

  @Override
  public TransportState state() {
    Path path = selected;
    return new TransportState(
        isConnected(),
        path == null ? Optional.empty() : Optional.of(path.protocol()),
        paths.size(),
        hub.loop().nanoTime() - lastHeardNanos);
  }

  @Override
  public void connect(RemoteTransport peer) {
    hub.loop().assertInLoop();
    if (!ice.awaitsRemote()) {
      throw new IllegalStateException("The remote side of " + id + " is known already");
    }
    ice.remoteUfrag(peer.ufrag());
    if (remote != null) {
      return;
    }
    remote = peer;
    earlyDtls.replay((data, length, at) -> onDtls(data, length, at));
    openHandshake();
  }

  @Override
  public boolean awaitsRemote() {
    return ice.awaitsRemote();
  }

  @Override
  public LocalTransport restart() {
    hub.loop().assertInLoop();
    if (former == null) {
      former = ice;
    } else {
      // Restarted again before anything was nominated: the path in use is still by the first
      hub.forget(ice);
    }
    ice = hub.newResponder();
    hub.register(ice, this);
    local = hub.describe(ice.local());
    hub.count(TransportCounter.ICE_RESTARTS);
    log.info("Connection {} restarts ICE", id);
    return local;
  }

  /** Judges a check that names us, and answers it. */
  void onCheck(StunRequest request, Path path) {
    IceResponder old = former;
    IceResponder judge = old != null && old.isNamedBy(request) ? old : ice;
    switch (judge.check(request, path.remote())) {
      case Accepted accepted -> onAccepted(accepted, path, judge);
      case Refused refused -> onRefused(refused, path);
    }
  }

  private void onAccepted(Accepted accepted, Path path, IceResponder judge) {
    if (!hub.claim(path, this)) {
      hub.count(TransportCounter.DROPPED_STUN_UNAUTHENTICATED);
      return;
    }
    hub.count(TransportCounter.STUN_CHECKS_ANSWERED);
    respond(accepted.response(), path);
    lastCheckNanos = hub.loop().nanoTime();
    lastHeardNanos = lastCheckNanos;
    remember(path);
    // Before nomination the first valid pair serves, for DTLS (RFC 8445 section 12.1.1)
    if (accepted.nominated() || selected == null) {
      select(path, accepted.nominated());
    }
    if (accepted.nominated() && judge == ice) {
      forgetFormer();
    }
    openHandshake();
    becomeConnected();
  }

  /** The old credentials have served once there is a path by the new (RFC 8445 section 9). */
  private void forgetFormer() {
    IceResponder old = former;
    if (old != null) {
      former = null;
      hub.forget(old);
    }
  }

  private void onRefused(Refused refused, Path path) {
    hub.count(
        switch (refused.reason()) {
          case MALFORMED -> TransportCounter.DROPPED_STUN_MALFORMED;
          case UNAUTHENTICATED, UNKNOWN_ATTRIBUTE, ROLE_CONFLICT ->
              TransportCounter.DROPPED_STUN_UNAUTHENTICATED;
        });
    if (!refused.response().hasRemaining()) {
      return;
    }
    if (refused.reason() == CheckResult.Reason.ROLE_CONFLICT || hub.mayRefuse()) {
      respond(refused.response(), path);
    }
  }

  private void respond(ByteBuffer response, Path path) {
    byte[] bytes = new byte[response.remaining()];
    response.get(bytes);
    hub.send(path, bytes, 0, bytes.length);
  }

  private void remember(Path path) {
    if (paths.contains(path)) {
      return;
    }
    if (paths.size() == MAX_PATHS) {
      int eldest = paths.getFirst().equals(selected) ? 1 : 0;
      hub.release(paths.remove(eldest), this);
    }
    paths.add(path);
  }

  /** A TCP connection broke. The peer makes and nominates another, or its consent runs out. */
  void onPathLost(Path path) {
    paths.remove(path);
    if (path.equals(selected)) {
      selected = paths.isEmpty() ? null : paths.getLast();
    }
  }

  private void select(Path path, boolean byNomination) {
    if (nominated && !path.equals(selected)) {
      hub.count(TransportCounter.STUN_PATH_SWITCHES);
      log.info("Connection {} moved to another path", id);
    }
    selected = path;
    nominated |= byNomination;
  }

  /** Takes a DTLS datagram from one of our paths. */
  void onDtls(byte[] data, int length, long arrivalNanos) {
    if (dtls == null && remote == null) {
      countUnless(earlyDtls.keep(data, length, arrivalNanos), TransportCounter.DROPPED_DTLS);
      return;
    }
    if (dtls == null) {
      startHandshake();
    }
    DtlsSession session = dtls;
    if (session != null) {
      countUnless(session.offer(data, length), TransportCounter.DROPPED_DTLS);
    }
  }

  /** Speaks first where that is our role and there is a path to speak on. */
  private void openHandshake() {
    if (remote != null && !remote.activeDtls() && dtls == null && selected != null) {
      startHandshake();
    }
  }

  private void startHandshake() {
    RemoteTransport peer = remote;
    if (peer == null || closed || !hub.startHandshake()) {
      return;
    }
    handshaking = true;
    dtls =
        DtlsSession.start(
            id, hub.identity(), peer.fingerprint(), !peer.activeDtls(), new Crossing());
  }

  /** Carries what the session says on its thread to the loop. */
  private final class Crossing implements DtlsListener {

    @Override
    public void onSend(byte[] datagram) {
      // A refusal is one lost datagram, counted by the loop; DTLS sends it again.
      hub.loop().execute(() -> sendDtls(datagram));
    }

    @Override
    public void onKeys(SrtpKeys keys) {
      if (!hub.loop().execute(() -> useKeys(keys)) && dtls != null) {
        dtls.close();
      }
    }

    @Override
    public void onEnded(CloseReason reason) {
      // When refused, the next tick finds the session ended.
      hub.loop().execute(() -> close(reason));
    }
  }

  private void sendDtls(byte[] datagram) {
    Path path = selected;
    if (path != null) {
      hub.send(path, datagram, 0, datagram.length);
    }
  }

  private void useKeys(SrtpKeys keys) {
    endHandshake(TransportCounter.HANDSHAKES_COMPLETED);
    if (closed) {
      return;
    }
    SrtpSession session = new SrtpSession(keys, hub.srtpWorkspace());
    srtp = session;
    sealer = session.rtpSealer().orElse(null);
    becomeConnected();
  }

  private void endHandshake(TransportCounter outcome) {
    if (handshaking) {
      handshaking = false;
      hub.count(outcome);
      hub.endHandshake();
    }
  }

  private void becomeConnected() {
    if (connected || closed || srtp == null || !nominated) {
      return;
    }
    connected = true;
    log.info("Connection {} is up", id);
    listener.onConnected();
    earlyMedia.replay(this::onMedia);
  }

  private void onMedia(byte[] data, int length, long arrivalNanos) {
    boolean rtcp = length > 1 && (data[1] & 0xE0) == 0xC0;
    onSrtp(rtcp ? PacketKind.RTCP : PacketKind.RTP, data, length, arrivalNanos);
  }

  /** Takes an SRTP or SRTCP packet from one of our paths. */
  void onSrtp(PacketKind kind, byte[] data, int length, long arrivalNanos) {
    SrtpSession session = srtp;
    if (closed) {
      return;
    }
    if (session == null || !connected) {
      countUnless(earlyMedia.keep(data, length, arrivalNanos), TransportCounter.DROPPED_SRTP_EARLY);
    } else if (kind == PacketKind.RTCP) {
      if (isPlain(session.unprotectRtcp(data, 0, length))) {
        hub.count(TransportCounter.RTCP_RECEIVED);
        listener.onRtcp(data, 0, session.resultLength(), arrivalNanos);
      }
    } else if (isPlain(session.unprotectRtp(data, 0, length))) {
      hub.count(TransportCounter.RTP_RECEIVED);
      lastHeardNanos = arrivalNanos;
      listener.onRtp(data, 0, session.resultLength(), arrivalNanos);
    }
  }

  private boolean isPlain(SrtpStatus status) {
    switch (status) {
      case OK -> {
        return true;
      }
      case UNAUTHENTICATED, LIMITED -> hub.count(TransportCounter.DROPPED_SRTP_UNAUTHENTICATED);
      case REPLAYED -> hub.count(TransportCounter.DROPPED_SRTP_REPLAYED);
      case MALFORMED -> hub.count(TransportCounter.DROPPED_SRTP_MALFORMED);
    }
    return false;
  }

  @Override
  public void sendRtp(byte[] buffer, int offset, int length) {
    SrtpSession session = srtp;
    if (session == null || !isConnected()) {
      hub.count(TransportCounter.DROPPED_SEND_UNCONNECTED);
      return;
    }
    RtpSealer inPlace = sealer;
    if (selected instanceof UdpPath path && inPlace != null) {
      hub.send(path, buffer, offset, length, inPlace);
    } else {
      sendProtected(buffer, offset, session.protectRtp(buffer, offset, length));
    }
    hub.count(TransportCounter.RTP_SENT);
  }

  @Override
  public void sendRtcp(byte[] buffer, int offset, int length) {
    SrtpSession session = srtp;
    if (session == null || !isConnected()) {
      hub.count(TransportCounter.DROPPED_SEND_UNCONNECTED);
      return;
    }
    sendProtected(buffer, offset, session.protectRtcp(buffer, offset, length));
    hub.count(TransportCounter.RTCP_SENT);
  }

  private void sendProtected(byte[] buffer, int offset, int length) {
    Path path = selected;
    if (length < 0 || path == null) {
      hub.count(TransportCounter.DROPPED_SEND_SRTP);
    } else {
      hub.send(path, buffer, offset, length);
    }
  }

  /** Called about once a second. */
  void tick(long nowNanos) {
    if (srtp != null) {
      srtp.refillBudget();
    }
    if (dtls != null && dtls.isEnded()) {
      close(CloseReason.DTLS_CLOSED);
    } else if (!connected && nowNanos - madeNanos > CONNECT_TIMEOUT.toNanos()) {
      close(CloseReason.CONNECT_TIMEOUT);
    } else if (connected && nowNanos - lastHeardNanos > CONSENT_TIMEOUT.toNanos()) {
      close(CloseReason.CONSENT_EXPIRED);
    } else {
      openHandshake();
    }
  }

  long lastCheckNanos() {
    return lastCheckNanos;
  }

  @Override
  public void close(CloseReason reason) {
    hub.loop().assertInLoop();
    if (closed) {
      return;
    }
    closed = true;
    if (handshaking) {
      HandshakeFailure failure =
          Optional.ofNullable(dtls)
              .flatMap(DtlsSession::failure)
              .orElse(HandshakeFailure.ABANDONED);
      log.info("The handshake of connection {} failed: {}", id, failure);
      endHandshake(counterOf(failure));
    }
    if (dtls != null) {
      dtls.close();
    }
    if (srtp != null) {
      srtp.close();
    }
    paths.forEach(path -> hub.release(path, this));
    hub.forget(ice);
    forgetFormer();
    if (dtls != null) {
      hub.await(dtls);
    }
    log.info("Connection {} ended: {}", id, reason);
    hub.count(counterOf(reason));
    listener.onClosed(reason);
  }

  private static TransportCounter counterOf(HandshakeFailure failure) {
    return switch (failure) {
      case FINGERPRINT -> TransportCounter.HANDSHAKES_FAILED_FINGERPRINT;
      case SRTP_PROFILE -> TransportCounter.HANDSHAKES_FAILED_SRTP_PROFILE;
      case PEER_ALERT -> TransportCounter.HANDSHAKES_FAILED_PEER_ALERT;
      case TIMEOUT -> TransportCounter.HANDSHAKES_FAILED_TIMEOUT;
      case PROTOCOL -> TransportCounter.HANDSHAKES_FAILED_PROTOCOL;
      case ABANDONED -> TransportCounter.HANDSHAKES_FAILED_ABANDONED;
    };
  }

  private static TransportCounter counterOf(CloseReason reason) {
    return switch (reason) {
      case CLOSED -> TransportCounter.CLOSED_BY_OWNER;
      case CONSENT_EXPIRED -> TransportCounter.CLOSED_CONSENT_EXPIRED;
      case CONNECT_TIMEOUT -> TransportCounter.CLOSED_CONNECT_TIMEOUT;
      case FINGERPRINT_MISMATCH -> TransportCounter.CLOSED_FINGERPRINT_MISMATCH;
      case DTLS_CLOSED -> TransportCounter.CLOSED_DTLS;
    };
  }

  private void countUnless(boolean taken, TransportCounter drop) {
    if (!taken) {
      hub.count(drop);
    }
  }
}
