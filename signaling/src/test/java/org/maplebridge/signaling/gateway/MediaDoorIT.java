package org.maplebridge.signaling.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maplebridge.bridge.api.PacketTap;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.room.RoomTree;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.ticket.MediaUse;

/** WHIP and WHEP with libwebrtc as the device, and a participant by WebSocket beside it. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class MediaDoorIT {
  private static final String SDP = "application/sdp";
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
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

  @Test
  void anEncoderSendsAndAWallWatchesWhoeverIsThere() {
    Sitting sitting =
        house.book(
            List.of(
                SignalingHouse.participant("调解员甲", Role.MEDIATOR, true),
                SignalingHouse.participant("陈某珍", Role.APPLICANT, false),
                SignalingHouse.participant("大屏", Role.OBSERVER, false)));
    try (SocketClient socket = house.connect();
        MediaPeer host = libwebrtc.peer(socket);
        MediaPeer encoder = libwebrtc.peer(socket);
        MediaPeer wall = libwebrtc.peer(socket)) {
      socket.hello(house.ticket(sitting, 0));
      socket.call(ClientMessage.Receive::new);
      host.receiveUntil(0);
      host.publish();

      String watching = house.mediaToken(sitting, 2, MediaUse.WATCH);
      HttpResponse<String> watched = post("/whep", watching, wall.watchOffer());
      assertEquals(201, watched.statusCode(), watched.body());
      String seen = wall.watchAnswered(watched.body());
      wall.awaitFrames(seen, FRAMES);

      String sending = house.mediaToken(sitting, 1, MediaUse.SEND);
      HttpResponse<String> sent = post("/whip", sending, encoder.sendOffer());
      assertEquals(201, sent.statusCode(), sent.body());
      assertEquals(SDP, sent.headers().firstValue("Content-Type").orElseThrow());
      encoder.sendAnswered(sent.body());
      ServerMessage.ReceiveOffer offer = host.receiveUntil(2);
      String camera =
          offer.sources().stream()
              .filter(s -> s.kind() == SourceKind.CAMERA)
              .findFirst()
              .orElseThrow()
              .sourceId();
      host.awaitFrames(camera, FRAMES);

      showsItsConnectionsAndTheirHeaders(sitting, 1);

      // The wall's one line goes to the encoder when the host's camera is gone.
      host.hangUp();
      socket.await(ServerMessage.Roster.class, roster -> sources(roster, sitting, 0) == 0);
      wall.awaitFrames(seen, wall.frames(seen) + FRAMES);

      String location = sent.headers().firstValue("Location").orElseThrow();
      resourceIsPatchedAsTheStandardSays(sent, location, sending);
      restartsIce(encoder, sent, location, sending);
      wall.awaitFrames(seen, wall.frames(seen) + FRAMES);
      assertEquals(404, delete(location, house.mediaToken(sitting, 2, MediaUse.SEND)));
      assertEquals(200, delete(location, sending));
      assertEquals(404, delete(location, sending));
      host.receiveUntil(0);
      assertEquals(200, delete(watched.headers().firstValue("Location").orElseThrow(), watching));
    }
  }

  @Test
  void aDeviceThatVanishesLeavesNothingBehind() {
    Sitting sitting = house.book();
    try (SocketClient socket = house.connect();
        MediaPeer host = libwebrtc.peer(socket)) {
      socket.hello(house.ticket(sitting, 0));
      socket.call(ClientMessage.Receive::new);
      host.receiveUntil(0);
      String token = house.mediaToken(sitting, 1, MediaUse.SEND);
      try (MediaPeer encoder = libwebrtc.peer(socket)) {
        HttpResponse<String> sent = post("/whip", token, encoder.sendOffer());
        encoder.sendAnswered(sent.body());
        host.receiveUntil(2);
        String location = sent.headers().firstValue("Location").orElseThrow();
        encoder.hangUp();
        host.receiveUntil(0);
        socket.await(ServerMessage.Roster.class, roster -> !isPresent(roster, sitting, 1));
        assertEquals(404, delete(location, token));
      }
    }
  }

  @Test
  void whatIsNotAllowedIsRefusedByTheRulesName() {
    Sitting sitting =
        house.book(
            List.of(
                SignalingHouse.participant("调解员甲", Role.MEDIATOR, true),
                SignalingHouse.participant("旁听", Role.OBSERVER, false)));
    try (SocketClient socket = house.connect();
        MediaPeer device = libwebrtc.peer(socket)) {
      String offer = device.sendOffer();
      assertRefused(401, "ticket.invalid", post("/whip", "no token", offer));
      assertRefused(401, "ticket.invalid", post("/whip", house.ticket(sitting, 1), offer));
      String watch = house.mediaToken(sitting, 1, MediaUse.WATCH);
      HttpResponse<String> wrongDoor = post("/whip", watch, offer);
      assertRefused(401, "ticket.invalid", wrongDoor);
      assertEquals("Bearer", wrongDoor.headers().firstValue("WWW-Authenticate").orElseThrow());
      String send = house.mediaToken(sitting, 1, MediaUse.SEND);
      assertRefused(403, "rule.observer-silent", post("/whip", send, offer));
      assertRefused(400, "negotiation.malformed", post("/whip", send, "v=0\r\n"));
      assertRefused(422, "negotiation.unsupported", post("/whep", watch, offer));
      assertEquals(415, house.device("POST", "/whip", send, "text/plain", offer).statusCode());

      socket.hello(house.ticket(sitting, 0));
      socket.call(ClientMessage.CloseSitting::new);
      assertEquals(4005, socket.closeCode());
      assertRefused(410, "sitting.closed", post("/whip", send, offer));
    }
  }

  /** What an administrator may see of the encoder: its connection, and headers without payloads. */
  private static void showsItsConnectionsAndTheirHeaders(Sitting sitting, int encoder) {
    String id = sitting.participants().get(encoder).id();
    RoomTree.Person person =
        house.service().tree(sitting.id()).orElseThrow().people().stream()
            .filter(p -> p.participantId().equals(id))
            .findFirst()
            .orElseThrow();
    assertEquals(2, person.sources().size());
    RoomTree.Link link = person.connections().getFirst();
    assertEquals("send", link.use());
    assertTrue(link.state().connected());
    assertEquals(Optional.of("udp"), link.state().protocol());

    CountDownLatch headers = new CountDownLatch(20);
    PacketTap tap =
        (sent, buffer, offset, shown, length) -> {
          if (!sent && shown >= 12 && shown < length) {
            headers.countDown();
          }
        };
    assertTrue(house.service().tap(sitting.id(), id, true, Optional.of(tap)));
    try {
      assertTrue(headers.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertTrue(house.service().tap(sitting.id(), id, true, Optional.empty()));
    assertFalse(house.service().tap(sitting.id(), "nobody", true, Optional.empty()));
  }

  private static int sources(ServerMessage.Roster roster, Sitting sitting, int who) {
    String id = sitting.participants().get(who).id();
    return roster.participants().stream()
        .filter(p -> p.participantId().equals(id))
        .mapToInt(p -> p.sources().size())
        .sum();
  }

  private static boolean isPresent(ServerMessage.Roster roster, Sitting sitting, int who) {
    String id = sitting.participants().get(who).id();
    return roster.participants().stream()
        .anyMatch(p -> p.participantId().equals(id) && p.present());
  }

  private static void assertRefused(int status, String id, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"" + id + "\""), answer.body());
  }

  private static HttpResponse<String> post(String path, String token, String offer) {
    return house.device("POST", path, token, SDP, offer);
  }

  /** RFC 9725 sections 4.2 and 4.3. */
  private static void resourceIsPatchedAsTheStandardSays(
      HttpResponse<String> created, String location, String token) {
    String tag = created.headers().firstValue("ETag").orElseThrow();
    assertEquals(204, trickle(location, token, "If-Match", tag));
    assertEquals(428, trickle(location, token));
    assertEquals(412, trickle(location, token, "If-Match", "\"another\""));
    assertEquals(400, trickle(location, token, "If-Match", "*"));
    HttpResponse<String> wrongType =
        house.device("PATCH", location, token, SDP, "", "If-Match", tag);
    assertEquals(415, wrongType.statusCode());
    HttpResponse<String> put = house.device("PUT", location, token, SDP, "");
    assertEquals(405, put.statusCode());
    assertEquals("PATCH, DELETE", put.headers().firstValue("Allow").orElseThrow());
    assertEquals(405, house.device("GET", "/whip", token, SDP, "").statusCode());
  }

  /** RFC 9725 section 4.3.3: other credentials for both, and the media goes on. */
  private static void restartsIce(
      MediaPeer encoder, HttpResponse<String> sent, String location, String token) {
    long switches = house.counter(SWITCHES);
    String offer = encoder.restartOffer();
    String fragment = line(offer, "a=ice-ufrag:") + "\r\n" + line(offer, "a=ice-pwd:") + "\r\n";
    HttpResponse<String> restarted =
        house.device("PATCH", location, token, FRAGMENT, fragment, "If-Match", "*");
    assertEquals(200, restarted.statusCode(), restarted.body());
    assertEquals(FRAGMENT, restarted.headers().firstValue("Content-Type").orElseThrow());
    String before = sent.headers().firstValue("ETag").orElseThrow();
    String after = restarted.headers().firstValue("ETag").orElseThrow();
    assertEquals(412, trickle(location, token, "If-Match", before));
    assertEquals(204, trickle(location, token, "If-Match", after));
    String answer = sent.body();
    for (String name : List.of("a=ice-ufrag:", "a=ice-pwd:")) {
      answer = answer.replace(line(sent.body(), name), line(restarted.body(), name));
    }
    encoder.sendAnswered(answer);
    while (house.counter(SWITCHES) == switches) {
      LockSupport.parkNanos(100_000_000);
    }
  }

  private static String line(String sdp, String beginning) {
    return sdp.lines().filter(l -> l.startsWith(beginning)).findFirst().orElseThrow();
  }

  private static int trickle(String location, String token, String... more) {
    return house.device("PATCH", location, token, FRAGMENT, "a=mid:0\r\n", more).statusCode();
  }

  private static int delete(String location, String token) {
    return house.device("DELETE", location, token, "text/plain", "").statusCode();
  }
}
