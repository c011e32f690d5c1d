package org.maplebridge.bridge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.api.HostCandidate;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;

/** libwebrtc against a hub, over real UDP. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TransportIT {

  private static final int SENDER_REPORT = 200;

  private final AtomicLong clockAhead = new AtomicLong();
  private final RecordingListener listener = new RecordingListener();
  private LoopTransportHub hub;
  private WebRtcPeer peer;

  @BeforeEach
  void open() throws Exception {
    hub = Hubs.open(() -> System.nanoTime() + clockAhead.get());
    peer = new WebRtcPeer();
  }

  @AfterEach
  void close() throws Exception {
    hub.close();
    peer.close();
    assertEquals(0, hub.loop().failedTasks());
  }

  @Test
  void theDtlsClientsPacketsArriveDecrypted() throws Exception {
    connect(true);
    assertAudioFlows();
  }

  @Test
  void theDtlsServersPacketsArriveDecrypted() throws Exception {
    connect(false);
    assertAudioFlows();
  }

  private void assertAudioFlows() throws Exception {
    byte[] first = listener.awaitRtp();
    byte[] second = listener.awaitRtp();
    assertEquals(0x80, first[0] & 0xC0, "RTP version 2");
    assertEquals(WebRtcPeer.OPUS, first[1] & 0x7F);
    assertEquals(ssrc(first), ssrc(second));
    assertEquals((sequence(first) + 1) & 0xFFFF, sequence(second));
    assertEquals(SENDER_REPORT, listener.awaitRtcp()[1] & 0xFF);
    assertEquals(0, hub.counters().get(TransportCounter.DROPPED_SRTP_UNAUTHENTICATED));
    assertEquals(0, hub.counters().get(TransportCounter.DROPPED_SRTP_REPLAYED));
  }

  @Test
  void ourPacketsAreAcceptedByThePeer() throws Exception {
    Transport transport = connect(true);
    while (peer.packetsReceived() < 20) {
      byte[] received = listener.awaitRtp();
      int length = received.length;
      byte[] echo = Arrays.copyOf(received, length + Transport.TAIL_ROOM);
      ByteBuffer.wrap(echo).putInt(8, WebRtcPeer.ECHO_SSRC);
      onLoop(
          () -> {
            transport.sendRtp(echo, 0, length);
            return null;
          });
    }
    assertTrue(hub.counters().get(TransportCounter.RTP_SENT) >= 20);
  }

  @Test
  void anotherCertificateIsRefused() throws Exception {
    RemoteTransport told = peer.remote(true);
    String value = told.fingerprint().value();
    String other = (value.startsWith("0") ? "1" : "0") + value.substring(1);
    connect(
        new RemoteTransport(
            told.ufrag(),
            told.password(),
            new Fingerprint(told.fingerprint().algorithm(), other),
            true));
    assertEquals(CloseReason.FINGERPRINT_MISMATCH, listener.awaitClosed());
    assertEquals(1, hub.counters().get(TransportCounter.HANDSHAKES_FAILED_FINGERPRINT));
    assertEquals(1, hub.counters().get(TransportCounter.CLOSED_FINGERPRINT_MISMATCH));
  }

  @Test
  void thePeersGoodbyeEndsTheConnection() throws Exception {
    connect(true);
    listener.awaitConnected();
    peer.hangUp();
    assertEquals(CloseReason.DTLS_CLOSED, listener.awaitClosed());
  }

  @Test
  void ourGoodbyeReachesThePeer() throws Exception {
    Transport transport = connect(true);
    listener.awaitConnected();
    peer.connected().get(20, TimeUnit.SECONDS);
    onLoop(
        () -> {
          transport.close(CloseReason.CLOSED);
          transport.close(CloseReason.CLOSED);
          return null;
        });
    assertEquals(CloseReason.CLOSED, listener.awaitClosed());
    peer.over().get(20, TimeUnit.SECONDS);
  }

  @Test
  void aPeerThatChangesItsAddressKeepsItsConnection() throws Exception {
    try (UdpRelay relay = relay()) {
      Transport transport = connectThrough(relay);
      listener.awaitConnected();
      listener.awaitRtp();
      relay.changeOutsidePort();
      while (hub.counters().get(TransportCounter.STUN_PATH_SWITCHES) == 0) {
        Thread.sleep(20);
      }
      listener.forgetRtp();
      listener.awaitRtp();
      assertTrue(onLoop(transport::isConnected));
    }
  }

  /** RFC 8445 section 9: the old path carries on until one is nominated by the new credentials. */
  @Test
  void iceRestartsUnderTheSameDtlsAssociation() throws Exception {
    Transport transport = connect(true);
    listener.awaitConnected();
    listener.awaitRtp();
    LocalTransport before = transport.local();
    LocalTransport after = onLoop(transport::restart);
    assertNotEquals(before.ufrag(), after.ufrag());
    assertNotEquals(before.password(), after.password());
    assertEquals(before.fingerprint(), after.fingerprint());
    // The peer knows nothing of it yet, and is heard as before
    listener.forgetRtp();
    listener.awaitRtp();
    long switches = hub.counters().get(TransportCounter.STUN_PATH_SWITCHES);

    RemoteTransport restarted = peer.restart(true);
    onLoop(
        () -> {
          transport.connect(restarted);
          return null;
        });
    peer.answer(after, true, after.candidates());
    while (hub.counters().get(TransportCounter.STUN_PATH_SWITCHES) == switches) {
      Thread.sleep(20);
    }
    listener.forgetRtp();
    listener.awaitRtp();
    assertTrue(onLoop(transport::isConnected));
    assertEquals(1, hub.counters().get(TransportCounter.ICE_RESTARTS));
    assertEquals(1, hub.counters().get(TransportCounter.HANDSHAKES_STARTED));
    assertEquals(0, hub.counters().get(TransportCounter.DROPPED_SRTP_UNAUTHENTICATED));
  }

  @Test
  void aSilentPeerIsGoneAfterThirtySeconds() throws Exception {
    Transport transport;
    try (UdpRelay relay = relay()) {
      transport = connectThrough(relay);
      listener.awaitConnected();
    }
    // Again and again, because a check may still be on its way when the clock jumps first.
    while (!listener.isClosed()) {
      clockAhead.addAndGet(IceDtlsTransport.CONSENT_TIMEOUT.plus(Duration.ofSeconds(1)).toNanos());
      Thread.sleep(50);
    }
    assertEquals(CloseReason.CONSENT_EXPIRED, listener.awaitClosed());
    assertFalse(onLoop(transport::isConnected));
  }

  @Test
  void nobodyComes() throws Exception {
    onLoop(() -> hub.create("endpoint", listener));
    clockAhead.addAndGet(IceDtlsTransport.CONNECT_TIMEOUT.plus(Duration.ofSeconds(1)).toNanos());
    assertEquals(CloseReason.CONNECT_TIMEOUT, listener.awaitClosed());
  }

  @Test
  void everyUsableAddressIsReachable() throws Exception {
    try (TransportPorts ports =
        TransportPorts.open(
            new BridgeConfig(
                List.of(), 0, 2, BridgeConfig.SPREAD_PERMILLE, List.of(), Optional.empty()))) {
      TransportHub second = ports.hubs().get(1);
      Transport transport =
          second.loop().eventLoop().submit(() -> second.create("endpoint", listener)).get();
      RemoteTransport remote = peer.remote(true);
      second.loop().eventLoop().submit(() -> transport.connect(remote)).get();
      peer.answer(transport.local(), true, transport.local().candidates());
      listener.awaitConnected();
      listener.awaitRtp();
    }
    assertEquals(CloseReason.CLOSED, listener.awaitClosed());
  }

  private Transport connect(boolean peerIsDtlsClient) throws Exception {
    return connect(peer.remote(peerIsDtlsClient));
  }

  private Transport connect(RemoteTransport remote) throws Exception {
    Transport transport = onLoop(() -> hub.create("endpoint", listener));
    onLoop(
        () -> {
          transport.connect(remote);
          return null;
        });
    peer.answer(transport.local(), remote.activeDtls(), transport.local().candidates());
    return transport;
  }

  private UdpRelay relay() throws Exception {
    return new UdpRelay(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), hub.port()));
  }

  private Transport connectThrough(UdpRelay relay) throws Exception {
    Transport transport = onLoop(() -> hub.create("endpoint", listener));
    RemoteTransport remote = peer.remote(true);
    onLoop(
        () -> {
          transport.connect(remote);
          return null;
        });
    String address = relay.address().getHostAddress();
    peer.answer(
        transport.local(),
        true,
        List.of(new HostCandidate("1", "udp", 2_130_706_431L, address, relay.port())));
    return transport;
  }

  private <T> T onLoop(Callable<T> call) throws Exception {
    return hub.loop().eventLoop().submit(call).get(10, TimeUnit.SECONDS);
  }

  private static int sequence(byte[] packet) {
    return ByteBuffer.wrap(packet).getShort(2) & 0xFFFF;
  }

  private static int ssrc(byte[] packet) {
    return ByteBuffer.wrap(packet).getInt(8);
  }
}
