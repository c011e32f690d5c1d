package org.maplebridge.signaling.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Companion;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.ParticipantView;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/** 一机多人: several persons at one device, through the socket and the database. */
class CompanionIT {
  private static SignalingHouse house;

  @BeforeAll
  static void open() throws IOException {
    house = new SignalingHouse();
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
  }

  private static void add(SocketClient device, String name, Role role) {
    device.call(r -> new ClientMessage.AddCompanion(r, Optional.empty(), name, role));
  }

  private static String refused(SocketClient device, String name, Role role) {
    return device
        .refused(r -> new ClientMessage.AddCompanion(r, Optional.empty(), name, role))
        .id();
  }

  /** Who a host sees at somebody's device, once it is as wanted. */
  private static List<Companion> seen(SocketClient viewer, String device, int how, boolean sure) {
    ServerMessage.Roster roster =
        viewer.await(
            ServerMessage.Roster.class,
            told ->
                told.participants().stream()
                    .filter(p -> p.participantId().equals(device))
                    .map(ParticipantView::companions)
                    .anyMatch(
                        c -> c.size() == how && c.stream().allMatch(x -> x.confirmed() == sure)));
    return roster.participants().stream()
        .filter(p -> p.participantId().equals(device))
        .findFirst()
        .orElseThrow()
        .companions();
  }

  @Test
  void whoSitsAtADeviceIsNamedConfirmedMovedWithItAndStillThereAfterARestart() {
    Sitting sitting =
        house.book(SittingKind.MEDIATION, Role.MEDIATOR, Role.APPLICANT, Role.RESPONDENT);
    String helper;
    try (SocketClient mediator = house.enter(sitting, 0)) {
      SocketClient applicant = house.enter(sitting, 1);
      add(applicant, "陈小明", Role.HELPER);
      applicant.knock();
      ServerMessage.Lobby lobby =
          mediator.await(ServerMessage.Lobby.class, l -> !l.waiting().isEmpty());
      Companion named = lobby.waiting().getFirst().companions().getFirst();
      assertEquals("陈小明", named.name());
      assertFalse(named.confirmed());
      mediator.call(r -> new ClientMessage.Admit(r, Optional.empty()));
      helper = seen(mediator, SignalingHouse.id(sitting, 1), 1, false).getFirst().participantId();
      assertEquals(
          "rule.desk-only",
          applicant.refused(r -> new ClientMessage.ConfirmCompanion(r, helper)).id());
      mediator.call(r -> new ClientMessage.ConfirmCompanion(r, helper));
      assertEquals(
          helper,
          seen(mediator, SignalingHouse.id(sitting, 1), 1, true).getFirst().participantId());
      assertEquals("device.role", refused(applicant, "张大爷", Role.APPLICANT));
      assertEquals("device.observer", refused(applicant, "看热闹", Role.OBSERVER));
      assertEquals("device.together", mediator.refusedStep(new Move.OpenCaucus(List.of(helper))));
      mediator.proceed(new Move.OpenCaucus(List.of(SignalingHouse.id(sitting, 1))));
      applicant.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.CAUCUS);
      assertEquals("device.apart", refused(applicant, "邻居", Role.HELPER));
      mediator.proceed(new Move.LeaveCaucus());
      applicant.close();
    }
    house.restart();
    try (SocketClient mediator = house.enter(sitting, 0);
        SocketClient applicant = house.enter(sitting, 1)) {
      assertEquals(
          helper,
          seen(mediator, SignalingHouse.id(sitting, 1), 1, true).getFirst().participantId());
      applicant.call(r -> new ClientMessage.RemoveCompanion(r, helper));
      seen(mediator, SignalingHouse.id(sitting, 1), 0, true);
      add(applicant, "陈小明", Role.HELPER);
      assertEquals(
          helper,
          seen(mediator, SignalingHouse.id(sitting, 1), 1, false).getFirst().participantId());
      for (RoomListener.Kind kind :
          List.of(
              RoomListener.Kind.COMPANION_ADDED,
              RoomListener.Kind.COMPANION_CONFIRMED,
              RoomListener.Kind.COMPANION_LEFT)) {
        assertTrue(happened(kind, helper), kind.name());
      }
    }
  }

  private static boolean happened(RoomListener.Kind kind, String who) {
    return house.events.stream()
        .anyMatch(e -> e.kind() == kind && e.participantId().equals(Optional.of(who)));
  }

  @Test
  void anOldCoupleAtOnePhoneAnswersForEachOfThemAndTheOtherSideSitsElsewhere() {
    Participant mediator = SignalingHouse.participant("李调解", Role.MEDIATOR, true);
    Participant wife = SignalingHouse.participant("陈秀珍", Role.APPLICANT, false);
    Participant husband = SignalingHouse.participant("张大爷", Role.APPLICANT, false);
    Participant other = SignalingHouse.participant("杨强", Role.RESPONDENT, false);
    Sitting sitting = house.book(List.of(mediator, wife, husband, other));
    try (SocketClient host = house.enter(sitting, 0);
        SocketClient phone = house.admitted(sitting, 1, host)) {
      assertEquals("device.two-sides", refused(phone, "杨强", Role.HELPER));
      assertEquals("device.neutral", refused(host, "张大爷", Role.HELPER));
      add(phone, "张大爷", Role.HELPER);
      Companion at = seen(host, wife.id(), 1, false).getFirst();
      assertEquals(husband.id(), at.participantId());
      assertEquals(Role.APPLICANT, at.role());
      try (SocketClient own = house.connect()) {
        assertEquals(
            "device.companion",
            own.refused(r -> new ClientMessage.Hello(r, 1, house.ticket(sitting, 2), true)).id());
      }
      try (SocketClient respondent = house.admitted(sitting, 3, host)) {
        host.call(ClientMessage.AskConsent::new);
        String text = phone.await(ServerMessage.ConsentAsked.class).textVersion();
        respondent.call(r -> new ClientMessage.GiveConsent(r, text, true));
        phone.call(r -> new ClientMessage.GiveConsent(r, text, true));
        assertEquals(
            "recording.consent-missing", host.refused(ClientMessage.StartRecording::new).id());
        assertEquals(
            "device.unknown",
            respondent
                .refused(
                    r -> new ClientMessage.GiveConsent(r, text, true, Optional.of(husband.id())))
                .id());
        phone.call(r -> new ClientMessage.GiveConsent(r, text, true, Optional.of(husband.id())));
        host.call(ClientMessage.StartRecording::new);
        phone.call(r -> new ClientMessage.GiveConsent(r, text, false, Optional.of(husband.id())));
        assertTrue(house.recorded.contains("stop " + sitting.id() + " consent-withdrawn"));
      }
    }
  }

  @Test
  void aWitnessSitsAloneAndAConsultationRestsUntilTheCounsellorAssents() {
    Sitting hearing = house.book(SittingKind.HEARING, Role.JUDGE, Role.WITNESS);
    try (SocketClient judge = house.enter(hearing, 0);
        SocketClient witness = house.admitted(hearing, 1, judge)) {
      assertEquals("device.witness-apart", refused(witness, "陈小明", Role.HELPER));
    }
    Sitting sitting = house.book(SittingKind.CONSULTATION, Role.COUNSELLOR, Role.CLIENT);
    try (SocketClient counsellor = house.enter(sitting, 0);
        SocketClient client = house.admitted(sitting, 1, counsellor)) {
      client.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.MAIN);
      add(client, "妈妈", Role.HELPER);
      client.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.LOBBY);
      Companion mother = seen(counsellor, SignalingHouse.id(sitting, 1), 1, false).getFirst();
      counsellor.call(r -> new ClientMessage.ConfirmCompanion(r, mother.participantId()));
      client.await(ServerMessage.Procedure.class, p -> p.room() == RoomKind.MAIN);
    }
  }
}
