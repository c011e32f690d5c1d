package org.maplebridge.signaling.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maplebridge.signaling.protocol.CautionLevel;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.CrisisLevel;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.ServerMessage.RecordingState;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;

/** The procedure of sittings through the socket, the database and the bridge. */
class ProcedureIT {
  private static SignalingHouse house;

  @BeforeAll
  static void open() throws IOException {
    house = new SignalingHouse();
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
  }

  private static ServerMessage.Procedure at(SocketClient socket, Stage stage) {
    return socket.await(ServerMessage.Procedure.class, p -> p.stage() == stage);
  }

  @Test
  void aCaucusSurvivesARestartAndIsNotReadOutside() {
    Sitting sitting =
        house.book(SittingKind.MEDIATION, Role.MEDIATOR, Role.APPLICANT, Role.RESPONDENT);
    try (SocketClient mediator = house.enter(sitting, 0);
        SocketClient applicant = house.admitted(sitting, 1, mediator);
        SocketClient respondent = house.admitted(sitting, 2, mediator)) {
      assertEquals(
          "caucus.one-side",
          mediator.refusedStep(
              new Move.OpenCaucus(
                  List.of(SignalingHouse.id(sitting, 1), SignalingHouse.id(sitting, 2)))));
      mediator.proceed(new Move.OpenCaucus(List.of(SignalingHouse.id(sitting, 1))));
      applicant.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.CAUCUS);
      respondent.await(
          ServerMessage.Procedure.class, p -> p.caucusElsewhere() && p.room() == RoomKind.MAIN);
      respondent.await(ServerMessage.Roster.class, r -> r.participants().size() == 1);
      applicant.call(r -> new ClientMessage.Chat(r, "我最多让五千"));
      mediator.await(ServerMessage.ChatLine.class, l -> l.room() == RoomKind.CAUCUS);
      mediator.proceed(new Move.PassOn("对方愿意再谈"));
      ServerMessage.ChatLine passed = respondent.await(ServerMessage.ChatLine.class);
      assertEquals("对方愿意再谈", passed.text());
      assertTrue(passed.passedOn());
    }
    house.restart();
    try (SocketClient respondent = house.enter(sitting, 2);
        SocketClient applicant = house.enter(sitting, 1);
        SocketClient mediator = house.enter(sitting, 0)) {
      assertEquals(RoomKind.CAUCUS, mediator.await(ServerMessage.Procedure.class).room());
      assertTrue(respondent.await(ServerMessage.Procedure.class).caucusElsewhere());
      assertEquals("我最多让五千", applicant.await(ServerMessage.ChatLine.class).text());
      assertTrue(respondent.await(ServerMessage.ChatLine.class).passedOn());
      mediator.proceed(new Move.LeaveCaucus());
      respondent.await(ServerMessage.Procedure.class, p -> !p.caucusElsewhere());
      applicant.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.MAIN);
      assertEquals(0, respondent.waiting(ServerMessage.ChatLine.class, l -> !l.passedOn()));
      // Leaving is one message, at any time.
      applicant.call(ClientMessage.Leave::new);
      assertEquals(1000, applicant.closeCode());
    }
  }

  @Test
  void aSilentAlarmIsSeenByNobodyInTheRoomAndOnlyAPartyEndsTheMediation() {
    Sitting sitting =
        house.book(
            SittingKind.MEDIATION,
            Role.MEDIATOR,
            Role.APPLICANT,
            Role.RESPONDENT,
            Role.HELPER,
            Role.INVITED);
    try (SocketClient mediator = house.enter(sitting, 0);
        SocketClient applicant = house.admitted(sitting, 1, mediator);
        SocketClient respondent = house.admitted(sitting, 2, mediator);
        SocketClient helper = house.admitted(sitting, 3, mediator);
        SocketClient waiting = house.enter(sitting, 4)) {
      assertEquals("room.not-inside", waiting.refused(ClientMessage.RaiseAlarm::new).id());
      applicant.call(r -> new ClientMessage.Chat(r, "在"));
      for (SocketClient other : List.of(mediator, respondent, helper)) {
        other.await(ServerMessage.ChatLine.class);
      }
      long seen = told(mediator) + told(respondent) + told(helper);
      applicant.call(ClientMessage.RaiseAlarm::new);
      applicant.call(r -> new ClientMessage.Chat(r, "后"));
      for (SocketClient other : List.of(mediator, respondent, helper)) {
        other.await(ServerMessage.ChatLine.class, line -> line.text().equals("后"));
      }
      assertEquals(seen, told(mediator) + told(respondent) + told(helper));
      assertTrue(happened(sitting, RoomListener.Kind.ALARM_RAISED, SignalingHouse.id(sitting, 1)));

      assertEquals("rule.party-only", mediator.refused(ClientMessage.EndMediation::new).id());
      assertEquals("rule.party-only", helper.refused(ClientMessage.EndMediation::new).id());
      respondent.call(ClientMessage.EndMediation::new);
      for (SocketClient other : List.of(mediator, applicant, respondent, helper)) {
        ServerMessage.SittingClosed closed = other.await(ServerMessage.SittingClosed.class);
        assertEquals(Optional.of(SignalingHouse.id(sitting, 2)), closed.endedBy());
      }
      assertTrue(
          happened(sitting, RoomListener.Kind.ENDED_BY_PARTY, SignalingHouse.id(sitting, 2)));
    }
  }

  /** How much somebody was told that is neither a line nor a measurement. */
  private static long told(SocketClient socket) {
    return socket.waiting(
        ServerMessage.class,
        m ->
            !(m instanceof ServerMessage.ChatLine
                || m instanceof ServerMessage.Quality
                || m instanceof ServerMessage.Speakers));
  }

  private static boolean happened(Sitting sitting, RoomListener.Kind kind, String who) {
    return house.events.stream()
        .anyMatch(
            e ->
                e.kind() == kind
                    && e.sittingId().equals(sitting.id())
                    && e.participantId().equals(Optional.of(who)));
  }

  @Test
  void theLedgerSaysFromWhomTheTapWasKeptAndThatARoomHadNone() {
    Sitting sitting =
        house.book(SittingKind.MEDIATION, Role.MEDIATOR, Role.APPLICANT, Role.RESPONDENT);
    try (SocketClient mediator = house.enter(sitting, 0);
        SocketClient applicant = house.admitted(sitting, 1, mediator);
        SocketClient respondent = house.admitted(sitting, 2, mediator)) {
      mediator.call(ClientMessage.AskConsent::new);
      for (SocketClient party : List.of(applicant, respondent)) {
        String text = party.await(ServerMessage.ConsentAsked.class).textVersion();
        party.call(r -> new ClientMessage.GiveConsent(r, text, true));
      }
      mediator.call(ClientMessage.StartRecording::new);
      mediator.proceed(new Move.OpenCaucus(List.of(SignalingHouse.id(sitting, 1))));
      applicant.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.CAUCUS);
      assertTrue(house.recorded.contains("tap-shut " + sitting.id()));
      assertFalse(house.recorded.contains("tap-opened " + sitting.id()));
      mediator.proceed(new Move.LeaveCaucus());
      applicant.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.MAIN);
      assertTrue(house.recorded.contains("tap-opened " + sitting.id()));
    }
    Sitting quiet = house.book(SittingKind.CONSULTATION, Role.COUNSELLOR, Role.CLIENT);
    try (SocketClient counsellor = house.enter(quiet, 0);
        SocketClient client = house.admitted(quiet, 1, counsellor)) {
      counsellor.call(ClientMessage.CloseSitting::new);
      client.await(ServerMessage.SittingClosed.class);
    }
    assertEquals(
        List.of(quiet.id()),
        house.events.stream()
            .filter(event -> event.kind() == RoomListener.Kind.UNTAPPED)
            .map(RoomListener.RoomEvent::sittingId)
            .filter(Set.of(quiet.id(), sitting.id())::contains)
            .toList());
  }

  @Test
  void aHearingGoesThroughItsStages() {
    Sitting sitting =
        house.book(
            SittingKind.HEARING,
            Role.JUDGE,
            Role.CLERK,
            Role.PLAINTIFF,
            Role.DEFENDANT,
            Role.WITNESS,
            Role.OBSERVER);
    try (SocketClient judge = house.enter(sitting, 0);
        SocketClient clerk = house.enter(sitting, 1);
        SocketClient plaintiff = house.admitted(sitting, 2, clerk);
        SocketClient defendant = house.admitted(sitting, 3, clerk);
        SocketClient witness = house.admitted(sitting, 4, clerk);
        SocketClient observer = house.admitted(sitting, 5, clerk)) {
      identityIsChecked(sitting, clerk, plaintiff);
      assertEquals("rule.leader-only", clerk.refusedStep(new Move.EnterStage(Stage.DISCIPLINE)));
      judge.proceed(new Move.Delegate(true));
      clerk.proceed(new Move.EnterStage(Stage.DISCIPLINE));
      assertEquals("stage.skip", clerk.refusedStep(new Move.EnterStage(Stage.DEBATE)));
      clerk.proceed(new Move.EnterStage(Stage.OPENING));
      defendant.await(RecordingState.class, state -> state.state() == RecordingState.State.ON);
      assertEquals("recording.must-run", judge.refused(ClientMessage.StopRecording::new).id());

      evidence(judge, plaintiff, defendant);
      testimony(sitting, judge, witness);
      doors(sitting, judge, clerk, observer);
      order(sitting, judge, clerk, defendant);

      assertEquals(
          "stage.record-check", judge.refusedStep(new Move.EnterStage(Stage.RECORD_CHECK)));
      judge.proceed(new Move.EnterStage(Stage.CLOSING));
      judge.proceed(new Move.EnterStage(Stage.RECORD_CHECK));
      at(plaintiff, Stage.RECORD_CHECK);
      assertTrue(house.recorded.contains("finish " + sitting.id()));
      assertTrue(house.recorded.contains("pause " + sitting.id() + " recess"));
      assertTrue(house.recorded.contains("pause " + sitting.id() + " stage"));
      judge.call(ClientMessage.CloseSitting::new);
      plaintiff.await(ServerMessage.SittingClosed.class);
    }
  }

  private static void identityIsChecked(
      Sitting sitting, SocketClient clerk, SocketClient plaintiff) {
    clerk.proceed(new Move.CallToDesk(SignalingHouse.id(sitting, 2)));
    plaintiff.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.CLERK_DESK);
    assertEquals(
        "desk.taken", clerk.refusedStep(new Move.CallToDesk(SignalingHouse.id(sitting, 3))));
    clerk.proceed(new Move.LeaveDesk());
    plaintiff.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.LOBBY);
  }

  private static void evidence(SocketClient judge, SocketClient plaintiff, SocketClient defendant) {
    judge.proceed(new Move.EnterStage(Stage.EVIDENCE));
    assertFalse(at(plaintiff, Stage.EVIDENCE).rights().speak());
    assertEquals("evidence.not-now", plaintiff.refusedStep(new Move.PresentEvidence("借条")));
    judge.proceed(new Move.GiveTurn(Optional.of(Side.CLAIMING), Optional.of(600)));
    ServerMessage.Procedure turn =
        plaintiff.await(ServerMessage.Procedure.class, p -> p.rights().speak());
    assertTrue(turn.rights().show());
    assertTrue(turn.turnEndsAt().isPresent());
    plaintiff.proceed(new Move.PresentEvidence("借条"));
    ServerMessage.Procedure shown =
        defendant.await(ServerMessage.Procedure.class, p -> !p.evidence().isEmpty());
    assertFalse(shown.rights().speak());
    String piece = shown.evidence().getFirst().evidenceId();
    Move.GiveOpinion opinion = new Move.GiveOpinion(piece, true, true, false, "与本案无关");
    assertEquals("opinion.other-side", plaintiff.refusedStep(opinion));
    defendant.proceed(opinion);
    assertEquals("opinion.other-side", defendant.refusedStep(opinion));
    judge.await(
        ServerMessage.Procedure.class,
        p -> p.evidence().stream().anyMatch(e -> e.opinions().size() == 1));
  }

  private static void testimony(Sitting sitting, SocketClient judge, SocketClient witness) {
    judge.proceed(new Move.EnterStage(Stage.TESTIMONY));
    assertEquals(
        "witness.oath", judge.refusedStep(new Move.CallWitness(SignalingHouse.id(sitting, 4))));
    witness.proceed(new Move.SignOath());
    judge.proceed(new Move.CallWitness(SignalingHouse.id(sitting, 4)));
    ServerMessage.Procedure stand =
        witness.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.MAIN);
    assertTrue(stand.rights().speak());
    assertTrue(stand.evidence().isEmpty());
    judge.proceed(new Move.ReleaseWitness());
    witness.await(
        ServerMessage.Procedure.class,
        p ->
            p.room() == RoomKind.WITNESS && p.order().orElseThrow().witnesses().getFirst().heard());
  }

  private static void doors(
      Sitting sitting, SocketClient judge, SocketClient clerk, SocketClient observer) {
    Move allow = new Move.AllowObserver(SignalingHouse.id(sitting, 5), true);
    assertEquals("rule.host-only", clerk.refusedStep(allow));
    judge.proceed(allow);
    observer.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.MAIN);
    judge.proceed(new Move.CloseDoors(true, "涉及个人隐私"));
    observer.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.LOBBY);
    judge.proceed(new Move.CloseDoors(false, "恢复公开"));
    observer.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.MAIN);
    assertEquals(
        "rule.observer-silent", observer.refused(r -> new ClientMessage.Chat(r, "!")).id());
  }

  private static void order(
      Sitting sitting, SocketClient judge, SocketClient clerk, SocketClient defendant) {
    clerk.proceed(new Move.Caution(SignalingHouse.id(sitting, 3), CautionLevel.WARNING, "请遵守法庭纪律"));
    assertEquals(CautionLevel.WARNING, defendant.await(ServerMessage.Cautioned.class).level());
    assertEquals(
        "rule.host-only",
        clerk
            .refused(
                r -> new ClientMessage.RemoveParticipant(r, SignalingHouse.id(sitting, 3), "x"))
            .id());
    judge.proceed(new Move.CallRecess("合议"));
    assertEquals(SittingState.RECESS, house.sittings.find(sitting.id()).orElseThrow().state());
    assertFalse(
        defendant
            .await(
                ServerMessage.Procedure.class, p -> p.rest() == ServerMessage.Procedure.Rest.RECESS)
            .rights()
            .beSeen());
    judge.proceed(new Move.Resume());
    assertEquals("interruption.none", judge.refusedStep(new Move.ConfirmInterruption()));
  }

  /** On the judge the president decides, and the clerk enters it. */
  @Test
  void aChallengedJudgeIsOutUntilThePresidentDecides() {
    Sitting sitting = house.book(SittingKind.HEARING, Role.JUDGE, Role.CLERK, Role.DEFENDANT);
    try (SocketClient judge = house.enter(sitting, 0);
        SocketClient clerk = house.enter(sitting, 1);
        SocketClient defendant = house.admitted(sitting, 2, clerk)) {
      judge.proceed(new Move.EnterStage(Stage.RIGHTS));
      defendant.proceed(new Move.Challenge(SignalingHouse.id(sitting, 0), "审判员与原告是亲属"));
      judge.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.LOBBY);
      Move rejected = new Move.DecideChallenge(SignalingHouse.id(sitting, 0), false);
      assertEquals("rule.self", judge.refusedStep(rejected));
      clerk.proceed(rejected);
      judge.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.MAIN);
      judge.proceed(new Move.EnterStage(Stage.RIGHTS));
      defendant.proceed(new Move.Challenge(SignalingHouse.id(sitting, 1), "书记员与原告同住"));
      Move granted = new Move.DecideChallenge(SignalingHouse.id(sitting, 1), true);
      judge.proceed(granted);
      judge.proceed(new Move.EnterStage(Stage.RIGHTS));
      clerk.await(
          ServerMessage.Procedure.class,
          p -> p.stage() == Stage.RIGHTS && p.room() == RoomKind.LOBBY);
      assertEquals("challenge.none", judge.refusedStep(granted));
    }
  }

  @Test
  void aNeededPersonGoneIsAnInterruptionTheJudgeConfirms() {
    Sitting sitting = house.book(SittingKind.HEARING, Role.JUDGE, Role.PLAINTIFF, Role.DEFENDANT);
    try (SocketClient judge = house.enter(sitting, 0);
        SocketClient plaintiff = house.admitted(sitting, 1, judge)) {
      SocketClient defendant = house.admitted(sitting, 2, judge);
      judge.proceed(new Move.EnterStage(Stage.STATEMENTS));
      defendant.close();
      judge.await(
          ServerMessage.Roster.class, r -> r.participants().stream().anyMatch(p -> !p.present()));
      house.skip(40);
      ServerMessage.Procedure proposed =
          judge.await(
              ServerMessage.Procedure.class, p -> !p.order().orElseThrow().missing().isEmpty());
      assertEquals(
          List.of(SignalingHouse.id(sitting, 2)), proposed.order().orElseThrow().missing());
      judge.proceed(new Move.ConfirmInterruption());
      assertEquals(
          SittingState.TECH_INTERRUPTED, house.sittings.find(sitting.id()).orElseThrow().state());
      plaintiff.await(
          ServerMessage.Procedure.class, p -> p.rest() == ServerMessage.Procedure.Rest.INTERRUPTED);
      try (SocketClient back = house.enter(sitting, 2)) {
        for (int who = 0; who < 2; who++) {
          String here = SignalingHouse.id(sitting, who);
          judge.proceed(new Move.AnswerRollCall(here, true));
        }
        assertEquals("resume.roll-call", judge.refusedStep(new Move.Resume()));
        judge.proceed(new Move.AnswerRollCall(SignalingHouse.id(sitting, 2), true));
        judge.proceed(new Move.Resume());
        back.await(
            ServerMessage.Procedure.class, p -> p.rest() == ServerMessage.Procedure.Rest.NONE);
      }
    }
  }

  @Test
  void aConsultationIsRecordedBySignatureOnlyAndNotLeftInACrisis() {
    Sitting sitting = house.book(SittingKind.CONSULTATION, Role.COUNSELLOR, Role.CLIENT);
    house.hinder(sitting, 1, Hindrance.SHEET_UNSIGNED);
    house.hinder(sitting, 1, Hindrance.RECORDING_UNSIGNED);
    try (SocketClient early = house.connect()) {
      assertEquals(
          "consultation.sheet",
          early.refused(r -> new ClientMessage.Hello(r, 1, house.ticket(sitting, 1), true)).id());
    }
    house.clear(sitting, 1, Hindrance.SHEET_UNSIGNED);
    try (SocketClient counsellor = house.enter(sitting, 0);
        SocketClient client = house.admitted(sitting, 1, counsellor)) {
      assertEquals("recording.client", counsellor.refused(ClientMessage.StartRecording::new).id());
      counsellor.call(ClientMessage.AskConsent::new);
      String text = client.await(ServerMessage.ConsentAsked.class).textVersion();
      assertEquals(
          "consent.signature",
          client.refused(r -> new ClientMessage.GiveConsent(r, text, true)).id());
      assertFalse(house.tapped.containsKey(sitting.id()));
      house.clear(sitting, 1, Hindrance.RECORDING_UNSIGNED);
      client.call(r -> new ClientMessage.GiveConsent(r, text, true));
      counsellor.call(ClientMessage.StartRecording::new);
      client.call(r -> new ClientMessage.GiveConsent(r, text, false));
      assertTrue(house.recorded.contains("stop " + sitting.id() + " consent-withdrawn"));

      counsellor.proceed(new Move.SetCrisis(CrisisLevel.L3));
      assertEquals("crisis.stay", counsellor.refused(ClientMessage.CloseSitting::new).id());
      assertEquals(Optional.empty(), client.await(ServerMessage.Procedure.class).crisis());
      counsellor.proceed(new Move.SetCrisis(CrisisLevel.L1));
      counsellor.call(ClientMessage.CloseSitting::new);
    }
  }

  @Test
  void anExpertObjectedToIsOutAndALectureTakesQuestions() {
    Sitting call = house.book(SittingKind.EXPERT_CALL, Role.MEDIATOR, Role.EXPERT, Role.APPLICANT);
    try (SocketClient mediator = house.enter(call, 0);
        SocketClient expert = house.admitted(call, 1, mediator);
        SocketClient applicant = house.admitted(call, 2, mediator)) {
      assertEquals(RoomKind.MAIN, expert.await(ServerMessage.Procedure.class).room());
      applicant.proceed(new Move.ObjectTo(SignalingHouse.id(call, 1), "与对方相识"));
      expert.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.LOBBY);
      assertEquals("lobby.no-media", expert.refused(r -> new ClientMessage.Chat(r, "?")).id());
    }
    Sitting lecture = house.book(SittingKind.LECTURE, Role.LECTURER, Role.OBSERVER, Role.OBSERVER);
    try (SocketClient lecturer = house.enter(lecture, 0);
        SocketClient one = house.enter(lecture, 1);
        SocketClient other = house.enter(lecture, 2)) {
      one.proceed(new Move.AskQuestion("欠条怎么写才有效?"));
      ServerMessage.Procedure asked =
          lecturer.await(ServerMessage.Procedure.class, p -> !p.questions().isEmpty());
      assertEquals(0, other.waiting(ServerMessage.Procedure.class, p -> !p.questions().isEmpty()));
      lecturer.proceed(new Move.TakeQuestion(asked.questions().getFirst().questionId()));
      other.await(ServerMessage.Procedure.class, p -> !p.questions().isEmpty());
      assertEquals(0, other.waiting(ServerMessage.Roster.class, r -> r.participants().size() > 2));

      one.proceed(new Move.RaiseHand(true));
      String hand =
          lecturer
              .await(ServerMessage.Procedure.class, p -> !p.hands().isEmpty())
              .hands()
              .getFirst();
      assertEquals(0, other.waiting(ServerMessage.Procedure.class, p -> !p.hands().isEmpty()));
      lecturer.proceed(new Move.GiveFloor(hand, true));
      ServerMessage.Procedure heard =
          one.await(ServerMessage.Procedure.class, p -> p.rights().speak());
      assertTrue(heard.hands().isEmpty());
      one.await(ServerMessage.ConsentAsked.class);
      assertFalse(heard.rights().beSeen());
      // Whoever speaks to all is known to all.
      other.await(ServerMessage.Roster.class, r -> r.participants().size() == 3);
      lecturer.proceed(new Move.GiveFloor(hand, false));
      one.await(ServerMessage.Procedure.class, p -> !p.rights().speak());
      other.await(ServerMessage.Roster.class, r -> r.participants().size() == 2);
    }
  }
}
