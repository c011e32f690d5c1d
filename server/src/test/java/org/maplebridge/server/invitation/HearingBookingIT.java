package org.maplebridge.server.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseDetail;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.SittingKind;

class HearingBookingIT {
  private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");
  private static final Optional<String> POINT = Optional.of("510503001-2");

  private CaseSide side;
  private Staff mediator;
  private Staff judge;
  private Staff clerk;
  private String caseId;
  private NewSitting.Seat plaintiff;
  private NewSitting.Seat defendant;

  @BeforeEach
  void registerCase() {
    side = new CaseSide();
    mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    judge = side.staff("周审判", StaffRole.JUDGE, CaseSide.DISTRICT);
    clerk = side.staff("吴书记", StaffRole.COURT_CLERK, CaseSide.DISTRICT);
    caseId = side.cases.register(mediator, CaseSide.dispute("民间借贷", CaseSide.ANFU));
    CaseDetail file = side.cases.detail(mediator, caseId, Locale.SIMPLIFIED_CHINESE);
    plaintiff = NewSitting.Seat.party(file.parties().get(0).id(), Role.PLAINTIFF);
    defendant = NewSitting.Seat.party(file.parties().get(1).id(), Role.DEFENDANT);
  }

  @Test
  void theCourtBooksWhatBearsItsNumberAndNobodyElseDoes() {
    refused("case.unknown", () -> book(clerk, full(), POINT));
    link();
    refused("case.not-permitted", () -> book(mediator, full(), POINT));
    String id = book(clerk, full(), POINT);
    SittingDetail detail = side.planning.detail(clerk, id);
    assertEquals(
        List.of("JUDGE", "CLERK", "PLAINTIFF", "DEFENDANT", "AGENT", "WITNESS", "OBSERVER"),
        detail.participants().stream().map(p -> p.role().name()).toList());
    // Staff come by their accounts, everybody else by a link; the clerk sends it.
    assertEquals(Optional.empty(), detail.participants().get(1).link());
    String witness = detail.participants().get(5).id();
    assertTrue(side.invitations.send(clerk, id, witness).url().contains("/j/"));
    refused(
        "sitting.staff-participant",
        () -> side.invitations.send(clerk, id, detail.participants().get(1).id()));
    assertFalse(side.planning.ticket(clerk, id).ticket().isEmpty());
    assertFalse(side.planning.ticket(judge, id).ticket().isEmpty());
  }

  /** To sit in the hearing opens nothing of what was said in the mediation before it. */
  @Test
  void aJudgeOfTheHearingDoesNotReadThePapersOfTheMediation() {
    link();
    book(clerk, full(), POINT);
    ProblemException refusal =
        assertThrows(
            ProblemException.class,
            () ->
                side.jdbi.useTransaction(
                    handle -> side.cases.permitted(handle, judge, Action.READ_DOCUMENT, caseId)));
    assertEquals("case.not-permitted", refusal.id());
  }

  @Test
  void whoeverMustBeBookedIsMissed() {
    link();
    refused("schedule.hearing-clerk", () -> book(clerk, without(Role.CLERK), POINT));
    refused("schedule.hearing-sides", () -> book(clerk, without(Role.DEFENDANT), POINT));
    refused("schedule.hearing-point", () -> book(clerk, full(), Optional.empty()));
    refused("schedule.hearing-point", () -> book(clerk, full(), Optional.of("510503001-1")));
    refused("schedule.hearing-panel", () -> book(clerk, plus(Role.LAY_JUDGE, 1), POINT));
    refused("schedule.hearing-agents", () -> book(clerk, plus(Role.AGENT, 2), POINT));
    refused("schedule.hearing-observers", () -> book(clerk, plus(Role.OBSERVER, 30), POINT));
    refused(
        "schedule.hearing-judge",
        () -> side.planning.book(clerk, wanted(mediator.id(), full(), POINT)));
    refused(
        "schedule.bad-role",
        () -> book(clerk, with(NewSitting.Seat.staff(mediator.id(), Role.CLERK)), POINT));
    refused("schedule.bad-party", () -> book(clerk, with(plaintiff), POINT));
    refused(
        "schedule.bad-side",
        () -> book(clerk, with(guest("钱代理", 77, Role.AGENT, Optional.empty())), POINT));
    refused(
        "case.bad-phone",
        () ->
            book(
                clerk,
                with(NewSitting.Seat.guest("孙某", "12", Role.WITNESS, Optional.empty())),
                POINT));
    assertFalse(book(clerk, plus(Role.LAY_JUDGE, 2), POINT).isEmpty());
  }

  private void link() {
    side.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into case_number (key, case_id, family, display, raw, role, bound_at, bound_by)
                values ('court', ?, 'COURT', '（2026）川0503民初1号', '', 'LINKED', now(), '')
                """,
                caseId));
  }

  private String book(Staff by, List<NewSitting.Seat> seats, Optional<String> place) {
    return side.planning.book(by, wanted(judge.id(), seats, place));
  }

  private NewSitting wanted(String hostId, List<NewSitting.Seat> seats, Optional<String> place) {
    return new NewSitting(caseId, SittingKind.HEARING, TEN, TEN.plusHours(2), place, hostId, seats);
  }

  private List<NewSitting.Seat> full() {
    return List.of(
        NewSitting.Seat.staff(clerk.id(), Role.CLERK),
        plaintiff,
        defendant,
        guest("赵代理", 1, Role.AGENT, Optional.of(Side.CLAIMING)),
        guest("孙证人", 2, Role.WITNESS, Optional.empty()),
        guest("邻居甲", 3, Role.OBSERVER, Optional.empty()));
  }

  private List<NewSitting.Seat> without(Role role) {
    return full().stream().filter(seat -> seat.role() != role).toList();
  }

  private List<NewSitting.Seat> with(NewSitting.Seat seat) {
    List<NewSitting.Seat> seats = new ArrayList<>(full());
    seats.add(seat);
    return seats;
  }

  private List<NewSitting.Seat> plus(Role role, int count) {
    List<NewSitting.Seat> seats = new ArrayList<>(full());
    Optional<Side> claiming = role == Role.AGENT ? Optional.of(Side.CLAIMING) : Optional.empty();
    for (int i = 0; i < count; i++) {
      seats.add(guest("某" + i, 10 + i, role, claiming));
    }
    return seats;
  }

  private static NewSitting.Seat guest(String name, int number, Role role, Optional<Side> side) {
    return NewSitting.Seat.guest(name, "199100000%02d".formatted(number), role, side);
  }

  private static void refused(String id, org.junit.jupiter.api.function.Executable call) {
    assertEquals(id, assertThrows(ProblemException.class, call).id());
  }
}
