package org.maplebridge.signaling.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Knocker;
import org.maplebridge.signaling.protocol.OfferedSource;
import org.maplebridge.signaling.protocol.ParticipantView;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Problem;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.ServerMessage.RecordingState;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.ticket.JwtTicketDesk;
import org.maplebridge.signaling.ticket.Ticket;

class SignalingIT {
  private static SignalingHouse house;

  @BeforeAll
  static void open() throws IOException {
    house = new SignalingHouse();
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
  }

  @Test
  void knocksWaitsIsAdmittedAndTalks() {
    Sitting sitting = house.book();
    try (SocketClient party = house.enter(sitting, 1);
        SocketClient host = house.enter(sitting, 0)) {
      assertEquals("maplebridge.v1", party.subprotocol());
      assertEquals(Place.DOOR, party.await(ServerMessage.Welcome.class).place());
      assertEquals(Place.ROOM, host.await(ServerMessage.Welcome.class).place());
      assertEquals(
          SittingState.IN_SESSION, house.sittings.find(sitting.id()).orElseThrow().state());

      party.knock();
      assertEquals(new ServerMessage.Waiting(0, true), party.await(ServerMessage.Waiting.class));
      ServerMessage.Lobby lobby =
          host.await(ServerMessage.Lobby.class, l -> !l.waiting().isEmpty());
      assertEquals("陈某珍", lobby.waiting().getFirst().name());
      assertEquals("room.not-inside", party.refused(r -> new ClientMessage.Chat(r, "你好")).id());
      assertEquals("room.not-inside", party.refused(ClientMessage.Receive::new).id());

      host.call(r -> new ClientMessage.Admit(r, Optional.of(SignalingHouse.id(sitting, 1))));
      party.await(ServerMessage.Admitted.class);
      host.await(ServerMessage.Roster.class, r -> r.participants().size() == 2);
      party.call(r -> new ClientMessage.Chat(r, "你好"));
      assertEquals("你好", host.await(ServerMessage.ChatLine.class).text());
      assertEquals(1, house.service().liveStatus(sitting.id()).inRoom() - 1);
    }
  }

  @Test
  void refusedPersonMayKnockAgain() {
    Sitting sitting = house.book();
    try (SocketClient host = house.enter(sitting, 0);
        SocketClient party = house.enter(sitting, 1)) {
      party.knock();
      host.call(r -> new ClientMessage.Refuse(r, SignalingHouse.id(sitting, 1), "请稍后"));
      assertEquals("请稍后", party.await(ServerMessage.Refused.class).reason());
      assertEquals(
          "room.not-waiting",
          host.refused(r -> new ClientMessage.Admit(r, Optional.of(SignalingHouse.id(sitting, 1))))
              .id());
      party.knock();
      host.call(r -> new ClientMessage.Admit(r, Optional.empty()));
      party.await(ServerMessage.Admitted.class);
    }
  }

  @Test
  void secondConnectionTakesOver() {
    Sitting sitting = house.book();
    try (SocketClient first = house.enter(sitting, 0);
        SocketClient second = house.connect();
        SocketClient third = house.connect()) {
      Problem problem =
          second.refused(r -> new ClientMessage.Hello(r, 1, house.ticket(sitting, 0), false));
      assertEquals("room.connected-elsewhere", problem.id());
      assertEquals(4001, second.closeCode());
      third.hello(house.ticket(sitting, 0));
      first.await(ServerMessage.TakenOver.class);
      assertEquals(4003, first.closeCode());
      assertEquals(Place.ROOM, third.await(ServerMessage.Welcome.class).place());
      third.call(r -> new ClientMessage.Chat(r, "还在"));
    }
  }

  @Test
  void droppedPersonKeepsThePlace() {
    Sitting sitting = house.book();
    try (SocketClient host = house.enter(sitting, 0)) {
      try (SocketClient party = house.enter(sitting, 1)) {
        party.knock();
        host.call(r -> new ClientMessage.Admit(r, Optional.empty()));
        party.await(ServerMessage.Admitted.class);
      }
      host.await(
          ServerMessage.Roster.class, r -> r.participants().stream().anyMatch(p -> !p.present()));
      try (SocketClient back = house.enter(sitting, 1)) {
        assertEquals(Place.ROOM, back.await(ServerMessage.Welcome.class).place());
      }
    }
  }

  @Test
  void aSleepingPhoneKeepsItsPlaceInTheQueueAndIsNoGhost() throws IOException {
    Sitting sitting =
        house.book(SittingKind.MEDIATION, Role.MEDIATOR, Role.APPLICANT, Role.RESPONDENT);
    try (SocketClient other = house.enter(sitting, 2)) {
      try (SocketClient party = house.enter(sitting, 1)) {
        party.knock();
        party.await(ServerMessage.Waiting.class);
      }
      other.knock();
      assertEquals(1, other.await(ServerMessage.Waiting.class).ahead());
    }
    // The phone sleeps longer than a ticket lives, and the server is started anew meanwhile.
    house.skip(600);
    house.restart();
    try (SocketClient other = house.enter(sitting, 2);
        SocketClient party = house.enter(sitting, 1);
        SocketClient again = house.connect()) {
      assertEquals(Place.LOBBY, party.await(ServerMessage.Welcome.class).place());
      party.await(ServerMessage.Waiting.class, w -> w.ahead() == 0);
      other.await(ServerMessage.Waiting.class, w -> w.ahead() == 1);
      // Coming twice brings nobody forward, and nobody in.
      again.hello(house.ticket(sitting, 1));
      assertEquals(Place.LOBBY, again.await(ServerMessage.Welcome.class).place());
      assertEquals(4003, party.closeCode());
      again.knock();
      again.await(ServerMessage.Waiting.class, w -> w.ahead() == 0);
      try (SocketClient host = house.enter(sitting, 0)) {
        ServerMessage.Lobby lobby =
            host.await(ServerMessage.Lobby.class, l -> l.waiting().size() == 2);
        assertEquals(
            List.of(SignalingHouse.id(sitting, 1), SignalingHouse.id(sitting, 2)),
            lobby.waiting().stream().map(Knocker::participantId).toList());
        host.call(r -> new ClientMessage.Admit(r, Optional.of(SignalingHouse.id(sitting, 1))));
        again.await(ServerMessage.Admitted.class);
        ServerMessage.Roster roster =
            host.await(ServerMessage.Roster.class, r -> r.participants().size() == 2);
        assertEquals(
            Set.of(SignalingHouse.id(sitting, 0), SignalingHouse.id(sitting, 1)),
            roster.participants().stream()
                .map(ParticipantView::participantId)
                .collect(Collectors.toSet()));
      }
    }
  }

  @Test
  void refusesWrongAndExpiredTickets() {
    Sitting sitting = house.book();
    String good = house.ticket(sitting, 0);
    Instant past = Instant.now().minus(Duration.ofMinutes(6));
    JwtTicketDesk late =
        new JwtTicketDesk("0123456789abcdef0123456789abcdef".getBytes(), () -> past);
    String expired = late.issue(new Ticket(sitting.id(), SignalingHouse.id(sitting, 0), 0));
    String elsewhere = house.tickets.issue(new Ticket(sitting.id(), "nobody", 0));
    for (String ticket : List.of("", "x.y.z", good + "x", expired, elsewhere)) {
      try (SocketClient client = house.connect()) {
        Problem problem = client.refused(r -> new ClientMessage.Hello(r, 1, ticket, true));
        assertEquals("ticket.invalid", problem.id());
        assertEquals(4001, client.closeCode());
      }
    }
    try (SocketClient client = house.connect()) {
      String unknown = house.tickets.issue(new Ticket("no-such-sitting", "p", 0));
      assertEquals(
          "sitting.unknown",
          client.refused(r -> new ClientMessage.Hello(r, 1, unknown, true)).id());
    }
  }

  @Test
  void badInputHarmsNobody() {
    Sitting sitting = house.book();
    try (SocketClient host = house.enter(sitting, 0);
        SocketClient rude = house.connect();
        SocketClient big = house.connect()) {
      assertEquals("protocol.hello-expected", rude.refused(ClientMessage.Ping::new).id());
      rude.sendRaw("{\"type\":\"chat\",");
      assertEquals(
          "protocol.malformed",
          rude.await(ServerMessage.Failed.class, f -> f.ref() == 0).problem().id());
      rude.hello(house.ticket(sitting, 1));
      rude.sendRaw("{\"type\":\"knock\",\"ref\":77,\"checks\":7}");
      assertEquals(
          "protocol.malformed",
          rude.await(ServerMessage.Failed.class, f -> f.ref() == 77).problem().id());
      big.sendRaw("x".repeat(300 * 1024));
      assertEquals(1009, big.closeCode());
      assertEquals(
          "negotiation.malformed",
          host.refused(
                  r ->
                      new ClientMessage.Publish(
                          r, "v=0", List.of(new OfferedSource("0", SourceKind.CAMERA, true))))
              .id());
      assertEquals(
          "receive.none", host.refused(r -> new ClientMessage.ReceiveAnswer(r, 1, "v=0")).id());
      host.call(ClientMessage.Ping::new);
    }
  }

  @Test
  void floodEndsItsOwnSocketOnly() {
    Sitting sitting = house.book();
    try (SocketClient host = house.enter(sitting, 0);
        SocketClient flood = house.enter(sitting, 1)) {
      for (int i = 1; i <= 400; i++) {
        try {
          flood.sendRaw("{\"type\":\"ping\",\"ref\":" + (1_000 + i) + "}");
        } catch (CompletionException e) {
          assertInstanceOf(IOException.class, e.getCause());
          break;
        }
      }
      assertEquals("protocol.too-fast", flood.await(ServerMessage.Failed.class).problem().id());
      host.call(ClientMessage.Ping::new);
    }
  }

  @Test
  void refusesPagesOfOtherSites() {
    CompletionException refused =
        assertThrows(
            CompletionException.class,
            () ->
                house
                    .http()
                    .newWebSocketBuilder()
                    .subprotocols("maplebridge.v1")
                    .header("Origin", "https://evil.example")
                    .buildAsync(house.socket(), new WebSocket.Listener() {})
                    .join());
    WebSocketHandshakeException handshake =
        assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
    assertEquals(403, handshake.getResponse().statusCode());
  }

  @Test
  void recordsOnlyWithEveryPartysConsent() {
    Sitting sitting = house.book();
    try (SocketClient host = house.enter(sitting, 0);
        SocketClient a = house.enter(sitting, 1);
        SocketClient b = house.enter(sitting, 2)) {
      a.knock();
      b.knock();
      host.call(r -> new ClientMessage.Admit(r, Optional.empty()));
      a.await(ServerMessage.Admitted.class);
      b.await(ServerMessage.Admitted.class);
      assertEquals("rule.host-only", a.refused(ClientMessage.StartRecording::new).id());
      host.call(ClientMessage.AskConsent::new);
      String version = a.await(ServerMessage.ConsentAsked.class).textVersion();
      a.call(r -> new ClientMessage.GiveConsent(r, version, true));

      Problem missing = host.refused(ClientMessage.StartRecording::new);
      assertEquals("recording.consent-missing", missing.id());
      assertTrue(missing.sentence().contains("杨某"), missing.sentence());
      assertFalse(missing.sentence().contains("陈某珍"), missing.sentence());
      assertEquals(List.of(SignalingHouse.id(sitting, 2)), missing.about());
      assertEquals(
          "consent.version", b.refused(r -> new ClientMessage.GiveConsent(r, "old", true)).id());

      b.call(r -> new ClientMessage.GiveConsent(r, version, true));
      host.call(ClientMessage.StartRecording::new);
      a.await(RecordingState.class, s -> s.state() == RecordingState.State.ON);
      assertEquals("recording.already-on", host.refused(ClientMessage.StartRecording::new).id());

      b.call(r -> new ClientMessage.GiveConsent(r, version, false));
      a.await(RecordingState.class, s -> s.state() == RecordingState.State.OFF);
      assertTrue(house.recorded.contains("start " + sitting.id()));
      assertTrue(house.recorded.contains("stop " + sitting.id() + " consent-withdrawn"));
    }
  }

  @Test
  void removedPersonStaysOutAndClosingEndsItForAll() {
    Sitting sitting = house.book();
    try (SocketClient host = house.enter(sitting, 0);
        SocketClient a = house.enter(sitting, 1);
        SocketClient again = house.connect();
        SocketClient b = house.enter(sitting, 2)) {
      a.knock();
      host.call(r -> new ClientMessage.Admit(r, Optional.empty()));
      host.call(r -> new ClientMessage.RemoveParticipant(r, SignalingHouse.id(sitting, 1), "扰乱秩序"));
      assertEquals("扰乱秩序", a.await(ServerMessage.Removed.class).reason());
      assertEquals(4004, a.closeCode());
      Problem problem =
          again.refused(r -> new ClientMessage.Hello(r, 1, house.ticket(sitting, 1), true));
      assertEquals("room.removed", problem.id());

      host.call(ClientMessage.CloseSitting::new);
      b.await(ServerMessage.SittingClosed.class);
      assertEquals(4005, b.closeCode());
      assertEquals(4005, host.closeCode());
      assertEquals(SittingState.ENDED, house.sittings.find(sitting.id()).orElseThrow().state());
      assertTrue(house.recorded.contains("finish " + sitting.id()));
      try (SocketClient late = house.connect()) {
        assertEquals(
            "sitting.closed",
            late.refused(r -> new ClientMessage.Hello(r, 1, house.ticket(sitting, 0), true)).id());
      }
    }
  }

  @Test
  void restartRestoresPlacesChatConsentAndRecording() throws IOException {
    try (SignalingHouse restarted = new SignalingHouse()) {
      Sitting sitting = restarted.book();
      String epoch;
      try (SocketClient host = restarted.connect();
          SocketClient a = restarted.connect();
          SocketClient b = restarted.connect()) {
        host.hello(restarted.ticket(sitting, 0));
        epoch = host.await(ServerMessage.Welcome.class).serverEpoch();
        for (SocketClient party : List.of(a, b)) {
          party.hello(restarted.ticket(sitting, party == a ? 1 : 2));
          party.knock();
        }
        host.call(r -> new ClientMessage.Admit(r, Optional.empty()));
        for (SocketClient party : List.of(a, b)) {
          party.await(ServerMessage.Admitted.class);
          party.call(r -> new ClientMessage.GiveConsent(r, "recording-1", true));
        }
        a.call(r -> new ClientMessage.Chat(r, "重启之前"));
        host.call(ClientMessage.StartRecording::new);
        restarted.restart();
        assertEquals(1001, host.closeCode());
      }
      restarted.recorded.clear();
      try (SocketClient a = restarted.connect()) {
        a.hello(restarted.ticket(sitting, 1));
        ServerMessage.Welcome welcome = a.await(ServerMessage.Welcome.class);
        assertEquals(Place.ROOM, welcome.place());
        assertFalse(welcome.serverEpoch().equals(epoch));
        assertEquals("重启之前", a.await(ServerMessage.ChatLine.class).text());
        RecordingState recording = a.await(RecordingState.class);
        assertEquals(RecordingState.State.ON, recording.state());
        assertTrue(recording.consents().stream().allMatch(c -> c.given().orElse(false)));
        assertTrue(restarted.recorded.contains("start " + sitting.id()));
      }
    }
  }
}
