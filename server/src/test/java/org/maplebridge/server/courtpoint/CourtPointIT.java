package org.maplebridge.server.courtpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseDetail;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.cases.NewCase;
import org.maplebridge.server.cases.PartySide;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.schedule.Schedule;

class CourtPointIT {
  private static final String POINT = "510503002-2";
  private static final String NEAR = "510503002001-2";
  private static final String FAR = "510503002002-2";
  private static final String ELSEWHERE = "510503001-2";
  // The clock of the tests stands at 09:00.
  private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");

  private CaseSide side;
  private PointDesk points;
  private HostDesk hosts;
  private Staff admin;
  private Staff host;
  private Staff stranger;
  private Staff clerk;
  private Staff mediator;
  private int hearings;

  @BeforeEach
  void setUp() {
    side = new CaseSide();
    points =
        new PointDesk(
            side.jdbi, new Schedule(side.jdbi, side.sittings), side.audit, side.ids, side.clock);
    hosts = new HostDesk(side.jdbi, side.list, side.audit, side.clock);
    admin = side.staff("赵主任", StaffRole.DISTRICT_ADMIN, CaseSide.DISTRICT);
    host = side.staff("郑庭务", StaffRole.COURT_HOST, CaseSide.ANFU);
    stranger = side.staff("别处庭务", StaffRole.COURT_HOST, CaseSide.ANFU);
    clerk = side.staff("吴书记", StaffRole.COURT_CLERK, CaseSide.DISTRICT);
    points.change(admin, POINT, entry(Optional.of(host.id()), Optional.empty()));
    mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
  }

  @Test
  void eachHostReachesTheOwnPointsAndTheCourtReachesAll() {
    assertEquals(39, calendar(clerk).points().size());
    assertEquals(List.of(POINT), calendar(host).points().stream().map(CourtPoint::id).toList());
    assertEquals(List.of(), calendar(stranger).points());
    assertEquals("郑庭务", points.detail(clerk, POINT).point().host().orElseThrow().name());
    assertEquals("永宁街道", points.detail(clerk, NEAR).point().townName());
    refused("point.unknown", () -> points.detail(host, ELSEWHERE));
    refused("point.unknown", () -> points.checked(stranger, POINT, works(POINT)));
    refused("case.not-permitted", () -> points.checked(clerk, POINT, works(POINT)));
    refused(
        "case.not-permitted",
        () -> points.change(host, POINT, entry(Optional.empty(), Optional.empty())));
    refused("case.not-permitted", () -> calendar(mediator));
    refused(
        "point.bad-host",
        () -> points.change(admin, POINT, entry(Optional.of(clerk.id()), Optional.empty())));
  }

  /** The point itself is free again after the change-over; another of the town is free now. */
  @Test
  void aTakenPointProposesTheNearestOfItsTownAndItsOwnNextTimes() {
    at(POINT, 105.38, 28.77);
    at(NEAR, 105.48, 28.77);
    at(FAR, 105.40, 28.77);
    book(POINT, TEN);
    FreePoints.Instead instead = clash("schedule.clash", POINT, TEN.plusMinutes(70));
    // Nearest by the way, not by the number.
    assertEquals(FAR, instead.nearest().orElseThrow().id());
    assertEquals(
        TEN.plusMinutes(75).toInstant(), instead.times().getFirst().startsAt().toInstant());

    book(FAR, TEN.plusMinutes(70));
    assertEquals(
        NEAR, clash("schedule.clash", POINT, TEN.plusMinutes(70)).nearest().orElseThrow().id());
    Device screen = needed(NEAR);
    points.checked(admin, NEAR, List.of(new PointDesk.Found(screen.id(), false, "黑屏")));
    assertEquals(Optional.empty(), clash("schedule.clash", POINT, TEN.plusMinutes(70)).nearest());
  }

  @Test
  void aClosedPointTakesNoHearingAndATakenOneIsNotClosed() {
    OffsetDateTime day = TEN.withHour(0);
    points.close(host, POINT, new PointDesk.NewClosure(day, day.plusDays(2), "装修"));
    FreePoints.Instead instead = clash("schedule.closed", POINT, TEN);
    assertEquals(NEAR, instead.nearest().orElseThrow().id());
    assertEquals(
        day.plusDays(2).plusHours(9).toInstant(),
        instead.times().getFirst().startsAt().toInstant());
    assertFalse(points.detail(host, POINT).point().open());

    Occupation closure = points.detail(host, POINT).occupations().getFirst();
    assertEquals(Optional.of("装修"), closure.reason());
    points.reopen(host, POINT, closure.id());
    assertTrue(points.detail(host, POINT).point().open());
    book(POINT, TEN);
    refused(
        "point.taken",
        () -> points.close(host, POINT, new PointDesk.NewClosure(TEN, TEN.plusDays(1), "装修")));
    refused(
        "point.bad-closure",
        () -> points.close(host, POINT, new PointDesk.NewClosure(TEN, TEN, "装修")));
    assertEquals(1, points.detail(host, POINT).occupations().size());
  }

  @Test
  void whatIsBrokenOrUncheckedIsATaskUntilItIsMendedAndChecked() {
    assertEquals(List.of(), hosts.tasks(host));
    // In two days: not yet a task.
    String later = book(POINT, TEN.plusDays(2));
    assertEquals(List.of(), hosts.tasks(host));
    side.pass(Duration.ofDays(1).plusHours(2));
    PointTask task = single(hosts.tasks(host));
    assertEquals(5, task.unchecked().size());
    assertEquals(TEN.plusDays(2).toInstant(), task.startsAt().orElseThrow().toInstant());
    assertEquals(List.of(), hosts.tasks(stranger));
    assertEquals(1, hosts.tasks(admin).size());
    refused("point.not-checked", () -> hosts.ready(host, later));

    points.checked(host, POINT, works(POINT));
    assertEquals(List.of(), hosts.tasks(host));
    hosts.ready(host, later);
    assertEquals(PointSitting.Readiness.READY, of(later).readiness());

    // What was ready is not, once something breaks; and mending alone does not report it ready.
    Device device = needed(POINT);
    refused(
        "point.finding-missing",
        () -> points.checked(host, POINT, List.of(new PointDesk.Found(device.id(), false, " "))));
    points.checked(host, POINT, List.of(new PointDesk.Found(device.id(), false, "没有图像")));
    assertEquals(List.of(device.kind()), single(hosts.tasks(host)).broken());
    assertEquals(PointSitting.Readiness.BROKEN, of(later).readiness());
    refused("point.device-broken", () -> hosts.ready(host, later));
    points.checked(host, POINT, List.of(new PointDesk.Found(device.id(), true, "换了线")));
    assertEquals(List.of(), hosts.tasks(host));
    assertEquals(PointSitting.Readiness.CHECKED, of(later).readiness());
    hosts.ready(host, later);
    assertEquals(Optional.of("郑庭务"), of(later).readyBy());

    List<CourtPoint.Check> log = points.detail(host, POINT).checks();
    assertEquals("换了线", log.get(0).finding());
    assertEquals("没有图像", log.get(1).finding());
  }

  @Test
  void aCheckOfTheDayBeforeIsNotOneOfTheWeekBefore() {
    points.checked(host, POINT, works(POINT));
    String today = book(POINT, TEN);
    String nextDay = book(POINT, TEN.plusDays(1).plusHours(1));
    assertEquals(PointSitting.Readiness.CHECKED, of(today).readiness());
    assertEquals(PointSitting.Readiness.UNCHECKED, of(nextDay).readiness());
  }

  @Test
  void aHostSeesTheNumberAndKeepsTheCheckListOfTheOwnPointOnly() {
    String id = book(POINT, TEN);
    PointSitting seen = single(hosts.day(host, TEN.minusHours(1), TEN.plusHours(8)));
    assertEquals(side.sittings.find(id).orElseThrow().caseNumber(), seen.number());
    assertFalse(seen.seated());
    assertEquals(List.of(), hosts.day(stranger, TEN.minusHours(1), TEN.plusHours(8)));
    refused("sitting.unknown", () -> hosts.of(host, id));

    var list = new HostDesk.Looked(Optional.of(true), Optional.empty(), Optional.empty());
    hosts.looked(host, id, list);
    // Each tick is told by itself and leaves the others alone.
    hosts.looked(
        host, id, new HostDesk.Looked(Optional.empty(), Optional.of(true), Optional.of(false)));
    assertEquals(new PointSitting.CheckList(true, true, false), of(id).checkList());
    refused("sitting.unknown", () -> hosts.looked(stranger, id, list));
    refused("case.not-permitted", () -> hosts.looked(clerk, id, list));
    side.planning.cancel(admin, id, "改期");
    refused("sitting.over", () -> hosts.looked(host, id, list));
  }

  @Test
  void onlyTheHostOfTheChosenPointSitsInAsHost() {
    refused("schedule.hearing-host", () -> book(POINT, TEN, Optional.of(stranger)));
    refused("schedule.hearing-host", () -> book(NEAR, TEN, Optional.of(host)));
    String id = book(POINT, TEN, Optional.of(host));
    assertTrue(single(hosts.day(host, TEN, TEN.plusHours(1))).seated());
    assertFalse(side.planning.ticket(host, id).ticket().isEmpty());
    side.jdbi.useHandle(
        handle -> handle.execute("update staff set active = false where id = ?", host.id()));
    assertEquals(Optional.empty(), points.detail(clerk, POINT).point().host());
    refused("schedule.hearing-host", () -> book(POINT, TEN.plusHours(3), Optional.of(host)));
  }

  private void at(String id, double longitude, double latitude) {
    points.change(
        admin,
        id,
        entry(
            id.equals(POINT) ? Optional.of(host.id()) : Optional.empty(),
            Optional.of(new CourtPoint.Position(longitude, latitude))));
  }

  private static PointDesk.Entry entry(
      Optional<String> hostId, Optional<CourtPoint.Position> position) {
    return new PointDesk.Entry("综合楼一楼", hostId, 15, position);
  }

  private PointDesk.Calendar calendar(Staff staff) {
    return points.calendar(staff, TEN.minusHours(10), TEN.plusHours(14));
  }

  private List<PointDesk.Found> works(String id) {
    return points.detail(admin, id).point().devices().stream()
        .map(device -> new PointDesk.Found(device.id(), true, ""))
        .toList();
  }

  private Device needed(String id) {
    return points.detail(admin, id).point().devices().stream()
        .filter(Device::needed)
        .findFirst()
        .orElseThrow();
  }

  private PointSitting of(String sittingId) {
    return hosts.of(clerk, sittingId).orElseThrow();
  }

  private String book(String point, OffsetDateTime from) {
    return book(point, from, Optional.empty());
  }

  /** Every hearing has its own case, judge and clerk, so that only the point is wanted twice. */
  private String book(String point, OffsetDateTime from, Optional<Staff> courtHost) {
    hearings++;
    CaseDetail file = side.cases.detail(mediator, atCourt(), Locale.SIMPLIFIED_CHINESE);
    Staff presides = side.staff("周审判", StaffRole.JUDGE, CaseSide.DISTRICT);
    List<NewSitting.Seat> seats = new ArrayList<>();
    seats.add(
        NewSitting.Seat.staff(
            side.staff("吴书记", StaffRole.COURT_CLERK, CaseSide.DISTRICT).id(), Role.CLERK));
    seats.add(NewSitting.Seat.party(file.parties().get(0).id(), Role.PLAINTIFF));
    seats.add(NewSitting.Seat.party(file.parties().get(1).id(), Role.DEFENDANT));
    courtHost.ifPresent(one -> seats.add(NewSitting.Seat.staff(one.id(), Role.COURT_HOST)));
    return side.planning.book(
        clerk,
        new NewSitting(
            file.id(),
            SittingKind.HEARING,
            from,
            from.plusHours(1),
            Optional.of(point),
            presides.id(),
            seats));
  }

  private String atCourt() {
    String id =
        side.cases.register(
            mediator,
            new NewCase(
                "民间借贷",
                "02",
                "借款未还",
                "归还借款",
                Optional.empty(),
                CaseSide.ANFU,
                List.of(
                    CaseSide.party("张三丰", phone(1), PartySide.APPLICANT),
                    CaseSide.party("李四", phone(2), PartySide.RESPONDENT))));
    side.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into case_number (key, case_id, family, display, raw, role, bound_at, bound_by)
                values (?, ?, 'COURT', ?, '', 'LINKED', now(), '')
                """,
                id,
                id,
                number(hearings)));
    return id;
  }

  private static String number(int hearing) {
    return "（2026）川0503民初" + hearing + "号";
  }

  private String phone(int party) {
    return "1991%04d%03d".formatted(hearings, party);
  }

  private FreePoints.Instead clash(String id, String point, OffsetDateTime from) {
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> book(point, from, Optional.empty()));
    assertEquals(id, refusal.id());
    return assertInstanceOf(FreePoints.Instead.class, refusal.members().get("instead"));
  }

  private static <T> T single(List<T> list) {
    assertEquals(1, list.size());
    return list.getFirst();
  }

  private static void refused(String id, Executable call) {
    assertEquals(id, assertThrows(ProblemException.class, call).id());
  }
}
