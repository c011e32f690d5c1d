package org.maplebridge.signaling.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.ReceivedSource;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * Participants that cheat, with libwebrtc on their side. What they are not to have does not arrive,
 * by libwebrtc's own count of RTP packets; what they are not to send reaches nobody; and each
 * attempt is told upward, where it becomes the audit.
 */
class CheatingMediaIT {
  private static final long FRAMES = 10;

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

  /** Somebody in a sitting: a socket and libwebrtc. */
  private record Person(String id, SocketClient socket, MediaPeer media) {}

  /** Everybody of a sitting, let in, sending and receiving as the rules let them. */
  private static final class People implements AutoCloseable {
    final Sitting sitting;
    private final List<Person> all = new ArrayList<>();

    People(Sitting sitting) {
      this.sitting = sitting;
      for (int i = 0; i < sitting.participants().size(); i++) {
        SocketClient socket = house.connect();
        socket.hello(house.ticket(sitting, i));
        // Hosts, and listeners of a lecture that has begun, are in at once.
        if (socket.await(ServerMessage.Welcome.class).place() == Place.DOOR) {
          socket.knock();
          get(0).socket().call(r -> new ClientMessage.Admit(r, Optional.empty()));
          socket.await(ServerMessage.Admitted.class);
        }
        all.add(new Person(sitting.participants().get(i).id(), socket, libwebrtc.peer(socket)));
      }
    }

    Person get(int who) {
      return all.get(who);
    }

    @Override
    public void close() {
      all.forEach(person -> person.media().close());
      all.forEach(person -> person.socket().close());
    }
  }

  private static String source(ServerMessage.ReceiveOffer offer, Person owner, SourceKind kind) {
    return offer.sources().stream()
        .filter(s -> s.participantId().equals(owner.id()) && s.kind() == kind)
        .map(ReceivedSource::sourceId)
        .findFirst()
        .orElseThrow();
  }

  private static void assertAudited(Sitting sitting, String participantId, String rule) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (house.events.stream().noneMatch(e -> isRefusal(e, sitting, participantId, rule))) {
      assertTrue(System.nanoTime() < deadline, "not told upward: " + rule);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static boolean isRefusal(
      RoomListener.RoomEvent event, Sitting sitting, String participantId, String rule) {
    return !event.allowed()
        && event.sittingId().equals(sitting.id())
        && event.participantId().equals(Optional.of(participantId))
        && event.rule().equals(Optional.of(rule));
  }

  /** The count once what was on its way has arrived. */
  private static long settled(MediaPeer media) {
    long before = media.packetsReceived();
    while (true) {
      LockSupport.parkNanos(300_000_000);
      long now = media.packetsReceived();
      if (now == before) {
        return now;
      }
      before = now;
    }
  }

  @Test
  void nothingOfACaucusReachesTheOtherSideWhateverItTries() {
    try (People people =
        new People(
            house.book(SittingKind.MEDIATION, Role.MEDIATOR, Role.APPLICANT, Role.RESPONDENT))) {
      Person mediator = people.get(0);
      Person applicant = people.get(1);
      Person cheat = people.get(2);
      for (Person person : List.of(mediator, applicant, cheat)) {
        person.media().publish();
        person.socket().call(ClientMessage.Receive::new);
      }
      ServerMessage.ReceiveOffer joint = cheat.media().receiveUntil(4);
      ServerMessage.ReceiveOffer toMediator = mediator.media().receiveUntil(4);
      applicant.media().receiveUntil(4);
      String mediatorCamera = source(joint, mediator, SourceKind.CAMERA);
      cheat.media().awaitFrames(mediatorCamera, FRAMES);

      mediator.socket().proceed(new Move.OpenCaucus(List.of(applicant.id())));
      cheat.socket().await(ServerMessage.Procedure.class, p -> p.caucusElsewhere());
      final long before = settled(cheat.media());
      String applicantCamera = source(toMediator, applicant, SourceKind.CAMERA);
      long heard = mediator.media().frames(applicantCamera);

      cheat(people, mediator, cheat);
      // Meanwhile the caucus goes on.
      mediator.media().awaitFrames(applicantCamera, heard + 5 * FRAMES);
      assertEquals(before, cheat.media().packetsReceived());

      mediator.socket().proceed(new Move.LeaveCaucus());
      ServerMessage.ReceiveOffer again = cheat.media().receiveUntil(4);
      long seen = cheat.media().frames(mediatorCamera);
      assertEquals(mediatorCamera, source(again, mediator, SourceKind.CAMERA));
      cheat.media().awaitFrames(mediatorCamera, seen + FRAMES);
    }
  }

  /** Forged rooms, forged steps, others' sources, answers to offers never made. */
  private static void cheat(People people, Person mediator, Person cheat) {
    Sitting sitting = people.sitting;
    SocketClient socket = cheat.socket();
    assertEquals(
        "protocol.malformed", socket.refusedRaw("\"type\":\"receive\",\"room\":\"CAUCUS\""));
    assertEquals(
        "protocol.malformed",
        socket.refusedRaw("\"type\":\"subscribe\",\"participantId\":\"" + mediator.id() + "\""));
    assertAudited(sitting, cheat.id(), "protocol.malformed");
    assertEquals("rule.host-only", socket.refusedStep(new Move.OpenCaucus(List.of(mediator.id()))));
    assertAudited(sitting, cheat.id(), "rule.host-only");
    assertEquals("caucus.not-in", socket.refusedStep(new Move.AllowCaucusRecording(true)));
    assertAudited(sitting, cheat.id(), "caucus.not-in");
    assertEquals(
        "receive.none",
        socket.refused(r -> new ClientMessage.ReceiveAnswer(r, 1_000_000, "v=0")).id());
    assertAudited(sitting, cheat.id(), "receive.none");
    // A line of the main room is not heard in the caucus, nor the other way round.
    socket.call(r -> new ClientMessage.Chat(r, "在吗"));
    mediator.socket().call(r -> new ClientMessage.Chat(r, "只在这里说"));
    assertEquals(
        0, mediator.socket().waiting(ServerMessage.ChatLine.class, l -> l.text().equals("在吗")));
    assertEquals(0, socket.waiting(ServerMessage.ChatLine.class, l -> l.text().equals("只在这里说")));
    // A new connection to receive on brings nothing of the caucus either.
    socket.call(ClientMessage.Receive::new);
    assertEquals(0, cheat.media().receiveUntil(0).sources().size());
  }

  @Test
  void aMutedPartyIsNotRelayedAndAWitnessHearsNothing() {
    try (People people =
        new People(house.book(SittingKind.HEARING, Role.JUDGE, Role.PLAINTIFF, Role.WITNESS))) {
      Person judge = people.get(0);
      Person plaintiff = people.get(1);
      Person witness = people.get(2);
      judge.socket().proceed(new Move.EnterStage(Stage.OPENING));
      for (Person person : List.of(judge, plaintiff, witness)) {
        person.media().publish();
        person.socket().call(ClientMessage.Receive::new);
      }
      ServerMessage.ReceiveOffer toJudge = judge.media().receiveUntil(2);
      judge.media().awaitFrames(source(toJudge, plaintiff, SourceKind.CAMERA), FRAMES);

      // The plaintiff's libwebrtc sends sound all the time; the camera passes, the sound does not.
      SocketClient socket = plaintiff.socket();
      assertEquals(
          "stage.floor",
          socket.refused(r -> new ClientMessage.SetSource(r, SourceKind.MICROPHONE, true)).id());
      assertAudited(people.sitting, plaintiff.id(), "stage.floor");
      assertTrue(plaintiff.media().packetsSent() > 0);
      String microphone = source(toJudge, plaintiff, SourceKind.MICROPHONE);
      assertEquals(0, judge.media().audioPackets(microphone));

      witnessTries(people, judge, witness);

      judge.socket().proceed(new Move.GiveFloor(plaintiff.id(), true));
      judge.media().awaitAudio(microphone);
    }
  }

  private static void witnessTries(People people, Person judge, Person witness) {
    SocketClient socket = witness.socket();
    assertEquals(0, witness.media().receiveUntil(0).sources().size());
    assertEquals("rule.leader-only", socket.refusedStep(new Move.CallWitness(witness.id())));
    assertAudited(people.sitting, witness.id(), "rule.leader-only");
    assertEquals("rule.leader-only", socket.refusedStep(new Move.EnterStage(Stage.TESTIMONY)));
    socket.call(ClientMessage.Receive::new);
    assertEquals(0, witness.media().receiveUntil(0).sources().size());
    assertEquals(0, witness.media().packetsReceived());

    socket.proceed(new Move.SignOath());
    judge.socket().proceed(new Move.EnterStage(Stage.TESTIMONY));
    judge.socket().proceed(new Move.CallWitness(witness.id()));
    ServerMessage.ReceiveOffer onStand = witness.media().receiveUntil(4);
    witness.media().awaitFrames(source(onStand, judge, SourceKind.CAMERA), FRAMES);
    judge.socket().proceed(new Move.ReleaseWitness());
    final long heard = settled(witness.media());
    socket.call(ClientMessage.Receive::new);
    witness.media().receiveUntil(0);
    assertEquals("rule.leader-only", socket.refusedStep(new Move.CallWitness(witness.id())));
    assertTrue(witness.media().packetsReceived() <= heard);
  }

  @Test
  void theHostOfACourtPointIsNotHeardUncalledAndLeavesTheFrameForAWitness() {
    try (People people =
        new People(house.book(SittingKind.HEARING, Role.JUDGE, Role.COURT_HOST, Role.WITNESS))) {
      Person judge = people.get(0);
      Person host = people.get(1);
      Person witness = people.get(2);
      judge.socket().proceed(new Move.EnterStage(Stage.OPENING));
      host.media().publish();
      judge.socket().call(ClientMessage.Receive::new);
      ServerMessage.ReceiveOffer toJudge = judge.media().receiveUntil(2);
      String camera = source(toJudge, host, SourceKind.CAMERA);
      String microphone = source(toJudge, host, SourceKind.MICROPHONE);
      judge.media().awaitFrames(camera, FRAMES);

      hostTries(people, host);
      assertEquals(0, judge.media().audioPackets(microphone));

      witness.socket().proceed(new Move.SignOath());
      judge.socket().proceed(new Move.EnterStage(Stage.TESTIMONY));
      judge.socket().proceed(new Move.CallWitness(witness.id()));
      final long before = settled(judge.media());
      assertEquals(
          "host.out-of-frame",
          host.socket().refused(r -> new ClientMessage.SetSource(r, SourceKind.CAMERA, true)).id());
      assertAudited(people.sitting, host.id(), "host.out-of-frame");
      long sent = host.media().packetsSent();
      host.media().awaitSent(sent + 100);
      assertEquals(before, judge.media().packetsReceived());

      judge.socket().proceed(new Move.GiveFloor(host.id(), true));
      judge.media().awaitAudio(microphone);
      judge.media().awaitFrames(camera, judge.media().frames(camera) + FRAMES);
    }
  }

  private static void hostTries(People people, Person host) {
    SocketClient socket = host.socket();
    assertEquals(
        "stage.muted",
        socket.refused(r -> new ClientMessage.SetSource(r, SourceKind.MICROPHONE, true)).id());
    assertAudited(people.sitting, host.id(), "stage.muted");
    assertEquals("host.no-say", socket.refused(r -> new ClientMessage.Chat(r, "照我说的答")).id());
    assertAudited(people.sitting, host.id(), "host.no-say");
    assertEquals("rule.leader-only", socket.refusedStep(new Move.EnterStage(Stage.DEBATE)));
    assertEquals("rule.leader-only", socket.refusedStep(new Move.GiveFloor(host.id(), true)));
    assertEquals("rule.host-only", socket.refusedStep(new Move.CloseDoors(true, "不公开")));
  }

  @Test
  void aListenerOfALectureSendsNothing() {
    try (People lecture =
        new People(house.book(SittingKind.LECTURE, Role.LECTURER, Role.OBSERVER))) {
      Person lecturer = lecture.get(0);
      Person listener = lecture.get(1);
      lecturer.media().publish();
      listener.socket().call(ClientMessage.Receive::new);
      ServerMessage.ReceiveOffer offer = listener.media().receiveUntil(2);
      listener.media().awaitFrames(source(offer, lecturer, SourceKind.CAMERA), FRAMES);
      assertEquals("rule.observer-silent", listener.media().refusedToPublish());
      assertAudited(lecture.sitting, listener.id(), "rule.observer-silent");
      assertEquals(
          "rule.observer-silent",
          listener.socket().refused(r -> new ClientMessage.Chat(r, "大家好")).id());
      lecturer.socket().call(ClientMessage.Receive::new);
      assertEquals(0, lecturer.media().receiveUntil(0).sources().size());
    }
  }

  @Test
  void anExpertObjectedToReceivesNothingUntilTheHostDecides() {
    try (People mediation =
        new People(house.book(SittingKind.MEDIATION, Role.MEDIATOR, Role.APPLICANT, Role.EXPERT))) {
      objectTo(mediation);
    }
  }

  private static void objectTo(People people) {
    Person mediator = people.get(0);
    Person applicant = people.get(1);
    Person expert = people.get(2);
    mediator.media().publish();
    expert.socket().call(ClientMessage.Receive::new);
    ServerMessage.ReceiveOffer offer = expert.media().receiveUntil(2);
    String camera = source(offer, mediator, SourceKind.CAMERA);
    expert.media().awaitFrames(camera, FRAMES);

    applicant.socket().proceed(new Move.ObjectTo(expert.id(), "是对方的亲戚"));
    final long before = settled(expert.media());
    assertEquals(
        "rule.host-only",
        expert.socket().refusedStep(new Move.DecideObjection(expert.id(), false)));
    assertAudited(people.sitting, expert.id(), "rule.host-only");
    expert.socket().call(ClientMessage.Receive::new);
    assertEquals(0, expert.media().receiveUntil(0).sources().size());
    long sent = mediator.media().packetsSent();
    mediator.media().awaitSent(sent + 100);
    assertEquals(before, expert.media().packetsReceived());

    mediator.socket().proceed(new Move.DecideObjection(expert.id(), false));
    ServerMessage.ReceiveOffer again = expert.media().receiveUntil(2);
    assertEquals(camera, source(again, mediator, SourceKind.CAMERA));
    expert.media().awaitFrames(camera, expert.media().frames(camera) + FRAMES);
  }

  @Test
  void anOldTicketAndASecondConnectionBringNothing() {
    try (People people =
            new People(
                house.book(SittingKind.MEDIATION, Role.MEDIATOR, Role.APPLICANT, Role.RESPONDENT));
        SocketClient old = house.connect();
        SocketClient second = house.connect();
        SocketClient removed = house.connect()) {
      Sitting sitting = people.sitting;
      Person mediator = people.get(0);
      Person applicant = people.get(1);
      mediator.media().publish();

      assertEquals(
          "ticket.invalid",
          old.refused(r -> new ClientMessage.Hello(r, 1, house.oldTicket(sitting, 1), true)).id());
      assertEquals(4001, old.closeCode());
      assertRefusedAtTheDoor("ticket.invalid");

      String ticket = house.ticket(sitting, 1);
      assertEquals(
          "room.connected-elsewhere",
          second.refused(r -> new ClientMessage.Hello(r, 1, ticket, false)).id());
      assertAudited(sitting, applicant.id(), "room.connected-elsewhere");

      applicant.socket().call(ClientMessage.Receive::new);
      ServerMessage.ReceiveOffer offer = applicant.media().receiveUntil(2);
      applicant.media().awaitFrames(source(offer, mediator, SourceKind.CAMERA), FRAMES);
      mediator.socket().call(r -> new ClientMessage.RemoveParticipant(r, applicant.id(), "扰乱秩序"));
      assertEquals(4004, applicant.socket().closeCode());
      final long before = settled(applicant.media());
      assertEquals(
          "room.removed", removed.refused(r -> new ClientMessage.Hello(r, 1, ticket, true)).id());
      assertAudited(sitting, applicant.id(), "room.removed");
      long sent = mediator.media().packetsSent();
      mediator.media().awaitSent(sent + 100);
      assertEquals(before, applicant.media().packetsReceived());
    }
  }

  private static void assertRefusedAtTheDoor(String rule) {
    assertTrue(
        house.events.stream().anyMatch(e -> !e.allowed() && e.rule().equals(Optional.of(rule))),
        rule);
  }
}
