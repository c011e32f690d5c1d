package org.maplebridge.signaling.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.ReceivedSource;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.sitting.Sitting;

/** Media through signalling and the bridge, between peers that are libwebrtc. */
class SignalingMediaIT {
  private static final String HANDSHAKES = "bridge_transport_handshakes_started_total";
  private static final String SWITCHES = "bridge_transport_stun_path_switches_total";
  private static final long FRAMES = 20;

  private static SignalingHouse house;
  private static Libwebrtc libwebrtc;

  @BeforeAll
  static void open() throws IOException {
    libwebrtc = new Libwebrtc();
    house = new SignalingHouse();
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
    libwebrtc.close();
  }

  private static String camera(ServerMessage.ReceiveOffer offer, Sitting sitting, int who) {
    String id = sitting.participants().get(who).id();
    return offer.sources().stream()
        .filter(s -> s.participantId().equals(id) && s.kind() == SourceKind.CAMERA)
        .map(ReceivedSource::sourceId)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyoneSeesEveryoneAndWhoComesAndGoes() {
    Sitting sitting = house.book();
    try (SocketClient hostSocket = house.connect();
        SocketClient partySocket = house.connect();
        MediaPeer host = libwebrtc.peer(hostSocket);
        MediaPeer party = libwebrtc.peer(partySocket)) {
      hostSocket.hello(house.ticket(sitting, 0));
      hostSocket.call(ClientMessage.Receive::new);
      assertEquals(0, host.receiveUntil(0).sources().size());
      host.publish();

      partySocket.hello(house.ticket(sitting, 1));
      partySocket.knock();
      hostSocket.call(r -> new ClientMessage.Admit(r, Optional.empty()));
      partySocket.await(ServerMessage.Admitted.class);
      partySocket.call(ClientMessage.Receive::new);
      ServerMessage.ReceiveOffer toParty = party.receiveUntil(2);
      party.awaitFrames(camera(toParty, sitting, 0), FRAMES);
      party.publish();
      ServerMessage.ReceiveOffer toHost = host.receiveUntil(2);
      host.awaitFrames(camera(toHost, sitting, 1), FRAMES);
      assertTrue(hostSocket.await(ServerMessage.Quality.class).score() > 3);
      hostSocket.await(
          ServerMessage.Speakers.class, speakers -> !speakers.participantIds().isEmpty());

      restartsIce(partySocket, party, camera(toParty, sitting, 0));
      host.awaitFrames(
          camera(toHost, sitting, 1), host.frames(camera(toHost, sitting, 1)) + FRAMES);
      mutesByHost(sitting, hostSocket, partySocket);
      leavesAndComesBack(sitting, host, partySocket);
    }
  }

  /** Other ICE credentials on both connections, and the same DTLS, sources and pictures. */
  private static void restartsIce(SocketClient socket, MediaPeer party, String seen) {
    long handshakes = house.counter(HANDSHAKES);
    long switches = house.counter(SWITCHES);
    party.restartSending();
    socket.call(ClientMessage.RestartReceiving::new);
    assertFalse(party.receiveUntil(2).fresh());
    while (house.counter(SWITCHES) < switches + 2) {
      socket.call(ClientMessage.Ping::new);
      LockSupport.parkNanos(100_000_000);
    }
    party.awaitFrames(seen, party.frames(seen) + FRAMES);
    assertEquals(2, house.counter("bridge_transport_ice_restarts_total"));
    assertEquals(handshakes, house.counter(HANDSHAKES));
  }

  private static void mutesByHost(Sitting sitting, SocketClient host, SocketClient party) {
    String id = sitting.participants().get(1).id();
    host.call(r -> new ClientMessage.MuteParticipant(r, id));
    party.await(ServerMessage.MutedByHost.class);
    host.await(ServerMessage.Roster.class, r -> !microphoneOn(r, id));
    party.call(r -> new ClientMessage.SetSource(r, SourceKind.MICROPHONE, true));
    host.await(ServerMessage.Roster.class, r -> microphoneOn(r, id));
  }

  private static boolean microphoneOn(ServerMessage.Roster roster, String participantId) {
    return roster.participants().stream()
        .filter(p -> p.participantId().equals(participantId))
        .flatMap(p -> p.sources().stream())
        .anyMatch(s -> s.kind() == SourceKind.MICROPHONE && s.on());
  }

  /** The m-lines of who left are used again. */
  private static void leavesAndComesBack(
      Sitting sitting, MediaPeer host, SocketClient partySocket) {
    partySocket.call(ClientMessage.Leave::new);
    assertEquals(1000, partySocket.closeCode());
    ServerMessage.ReceiveOffer without = host.receiveUntil(0);
    assertFalse(without.fresh());
    try (SocketClient socket = house.connect();
        MediaPeer again = libwebrtc.peer(socket)) {
      socket.hello(house.ticket(sitting, 1));
      again.publish();
      ServerMessage.ReceiveOffer with = host.receiveUntil(2);
      assertEquals(2, with.sdp().split("\r\nm=", -1).length - 1);
      host.awaitFrames(camera(with, sitting, 1), FRAMES);
    }
  }
}
