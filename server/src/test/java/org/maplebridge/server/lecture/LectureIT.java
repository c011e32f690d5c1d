package org.maplebridge.server.lecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.dossier.Viewing;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.JoinDesk;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.server.lecture.LectureDesk.Introduction;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.room.RoomListener.Kind;
import org.maplebridge.signaling.room.RoomListener.RoomEvent;
import org.maplebridge.signaling.sitting.SittingState;

class LectureIT {
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-23T09:00:00+08:00");
  private static final Viewing.Replay REPLAY =
      new Viewing.Replay("/api/viewing/r/copy", 60, List.of());
  private static final String FROM = "203.0.113.7";
  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private final CaseSide side = new CaseSide();
  private final Attendance attendance = new Attendance(side.jdbi, side.clock);
  private final LectureDesk desk =
      new LectureDesk(
          side.jdbi,
          attendance,
          sittingId -> Optional.of(REPLAY),
          side.planning,
          side.sittings,
          side.invitations,
          side.audit,
          side.texts,
          side.centre,
          side.ids,
          side.clock);
  private Staff lecturer;
  private Staff colleague;
  private String lectureId;

  @BeforeEach
  void setUp() {
    lecturer = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    colleague = side.staff("周律师", StaffRole.EXPERT, CaseSide.DISTRICT);
    lectureId = book(SittingKind.LECTURE, NewSitting.Seat.staff(colleague.id(), Role.LECTURER));
  }

  @Test
  void nobodyListensBeforeTheHostOpensTheAddressOrAfterItIsClosed() {
    assertEquals(Optional.empty(), desk.address(lecturer, lectureId).url());
    refused("lecture.unknown", () -> desk.view("no-such-code", FROM, CHINESE));
    String code = open();
    LectureDesk.LectureView view = desk.view(code, FROM, CHINESE);
    assertEquals(List.of("李调解", "周律师"), view.lecturers());
    String first = desk.listen(code, FROM, new Introduction("王大爷", "安富村"), CHINESE);
    desk.open(lecturer, lectureId, false);
    refused("lecture.not-public", () -> desk.view(code, FROM, CHINESE));
    refused("lecture.not-public", () -> listen(code));
    // Who is in stays in, and the posters hang already.
    assertEquals("王大爷", side.joins.view(first, FROM, CHINESE).participantName());
    assertEquals(code, open());
    side.sittings.move(lectureId, SittingState.CANCELLED);
    refused("lecture.over", () -> listen(code));
    refused("sitting.over", () -> desk.open(lecturer, lectureId, true));
  }

  @Test
  void aListenerGetsALinkOfTheirOwnAndAgreesToListening() {
    String code = open();
    String one = desk.listen(code, FROM, new Introduction("", ""), CHINESE);
    assertNotEquals(one, listen(code));
    JoinDesk.JoinView view = side.joins.view(one, FROM, CHINESE);
    assertEquals("听众1", view.participantName());
    assertEquals(Role.OBSERVER, view.role());
    assertEquals("listener-1", view.consent().textVersion());
    refused("join.consent-missing", () -> side.joins.ticket(one, FROM));
    refused("join.consent-outdated", () -> side.joins.consent(one, FROM, "online-1", CHINESE));
    side.joins.consent(one, FROM, "listener-1", CHINESE);
    assertTrue(side.joins.ticket(one, FROM).ticket().length() > 20);
    refused("lecture.bad-name", () -> desk.listen(code, FROM, named("字".repeat(21)), CHINESE));
    refused("lecture.bad-name", () -> desk.listen(code, FROM, named("a\u202Eb"), CHINESE));
    refused("lecture.bad-name", () -> desk.listen(code, FROM, named("a\tb"), CHINESE));
  }

  @Test
  void aHundredWhoComeAtOnceGetAHundredSeats() throws Exception {
    String code = open();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> all =
          IntStream.range(0, 100).<Callable<String>>mapToObj(i -> () -> listen(code)).toList();
      for (var seat : threads.invokeAll(all)) {
        seat.get();
      }
    }
    assertEquals(100, desk.address(lecturer, lectureId).listeners());
    assertEquals(102, side.sittings.find(lectureId).orElseThrow().participants().size());
  }

  @Test
  void attendanceAddsUpWhatSomebodyWasThere() {
    String code = open();
    desk.listen(code, FROM, new Introduction("=HYPERLINK(1)", "安富\"村"), CHINESE);
    String id = side.sittings.find(lectureId).orElseThrow().participants().getLast().id();
    happened(Kind.JOINED, id);
    side.pass(Duration.ofMinutes(10));
    happened(Kind.DROPPED, id);
    side.pass(Duration.ofMinutes(5));
    happened(Kind.JOINED, id);
    // A reload is not a second visit.
    happened(Kind.JOINED, id);
    side.pass(Duration.ofMinutes(20));
    Attended there = desk.attendance(lecturer, lectureId).getFirst();
    assertEquals(Optional.empty(), there.wentAt());
    attendance.onEvent(
        new RoomEvent(Kind.CLOSED, lectureId, Optional.empty(), Optional.empty(), true));
    Attended over = desk.attendance(lecturer, lectureId).getFirst();
    assertEquals(30, over.minutes());
    assertEquals(2, over.times());
    assertEquals(
        Optional.of(START.plusMinutes(35).toInstant()), over.wentAt().map(t -> t.toInstant()));

    String csv = desk.attendanceCsv(lecturer, lectureId, CHINESE);
    assertEquals('\uFEFF', csv.charAt(0));
    assertEquals(
        "\"'=HYPERLINK(1)\",\"安富\"\"村\",\"旁听\",\"2026-11-23 09:00:00\",\"2026-11-23 09:35:00\","
            + "\"30\",\"2\"",
        csv.lines().skip(1).findFirst().orElseThrow());
  }

  @Test
  void theRecordingIsShownByTheAddressOnceItsHostSaysSo() {
    String code = open();
    refused("lecture.not-over", () -> desk.replay(lecturer, lectureId, true));
    side.sittings.move(lectureId, SittingState.LOBBY_OPEN);
    side.sittings.move(lectureId, SittingState.IN_SESSION);
    side.sittings.move(lectureId, SittingState.ENDED);
    refused("lecture.over", () -> desk.view(code, FROM, CHINESE));
    assertTrue(desk.replay(lecturer, lectureId, true).replayed());
    assertEquals(Optional.of(REPLAY), desk.view(code, FROM, CHINESE).replay());
    refused("lecture.over", () -> listen(code));
    desk.replay(lecturer, lectureId, false);
    refused("lecture.over", () -> desk.view(code, FROM, CHINESE));
  }

  @Test
  void onlyWhoLeadsALectureOpensItAndReadsWhoCame() {
    Staff stranger = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
    refused("sitting.unknown", () -> desk.open(stranger, lectureId, true));
    refused("sitting.unknown", () -> desk.attendance(stranger, lectureId));
    refused("sitting.unknown", () -> desk.replay(stranger, lectureId, true));
    String mediation = book(SittingKind.MEDIATION);
    refused("lecture.no-lecture", () -> desk.open(lecturer, mediation, true));
  }

  private String open() {
    String url = desk.open(lecturer, lectureId, true).url().orElseThrow();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private String listen(String code) {
    return desk.listen(code, FROM, named(""), CHINESE);
  }

  private static Introduction named(String name) {
    return new Introduction(name, "");
  }

  private void happened(Kind kind, String participantId) {
    attendance.onEvent(
        new RoomEvent(kind, lectureId, Optional.of(participantId), Optional.empty(), true));
  }

  private String book(SittingKind kind, NewSitting.Seat... seats) {
    String caseId = side.cases.register(lecturer, CaseSide.dispute("以案说法", CaseSide.ANFU));
    OffsetDateTime from = START.plusHours(kind == SittingKind.LECTURE ? 0 : 3);
    return side.planning.book(
        lecturer,
        new NewSitting(
            caseId,
            kind,
            from,
            from.plusHours(1),
            Optional.empty(),
            lecturer.id(),
            List.of(seats)));
  }

  private static void refused(String id, Runnable attempt) {
    assertEquals(id, assertThrows(ProblemException.class, attempt::run).id());
  }
}
