package org.maplebridge.server.expert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.document.Paper;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.server.dossier.file.DocumentStore;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.schedule.Schedule;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.SittingState;

class ExpertIT {
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-23T09:00:00+08:00");
  @TempDir Path folder;
  private CaseSide side;
  private DocumentDesk documents;
  private ExpertRoster roster;
  private ExpertDesk desk;
  private Staff chief;
  private Staff mediator;
  private Staff first;
  private Staff second;
  private String caseId;
  private String sittingId;

  @BeforeEach
  void setUp() {
    side = new CaseSide();
    documents =
        new DocumentDesk(
            side.jdbi,
            side.cases,
            side.store,
            new DocumentStore(folder),
            side.story,
            side.audit,
            side.ids,
            side.clock);
    roster = new ExpertRoster(side.jdbi, side.audit, side.ids, side.clock);
    desk =
        new ExpertDesk(
            side.jdbi,
            ExpertConfig.defaults(),
            side.planning,
            side.sittings,
            new Schedule(side.jdbi, side.sittings),
            documents,
            side.outbox,
            side.story,
            side.audit,
            side.texts,
            side.centre,
            side.ids,
            side.clock);
    chief = side.staff("钱值班", StaffRole.DUTY_CHIEF, CaseSide.DISTRICT);
    mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    first = expert("甲专家", "02");
    second = expert("乙专家", "02");
    caseId = side.cases.register(mediator, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    sittingId = book(mediator, caseId, START);
  }

  @Test
  void theLeastRecentlyServedIsRungFirstAndTheNextAfterFifteenMinutes() {
    expert("丙专家", "10"); // of another specialty
    String call = ask();
    assertEquals(1, ringing(first) + ringing(second));
    Staff one = ringing(first) == 1 ? first : second;
    Staff other = one == first ? second : first;
    assertTrue(message().contains(one.name()));

    side.pass(Duration.ofMinutes(14));
    desk.tick();
    assertEquals(1, ringing(one));
    side.pass(Duration.ofMinutes(1));
    // In time is by the clock of the answer, whether or not the next was rung yet.
    refused("expert.not-ringing", () -> desk.accept(one, call));
    desk.tick();
    desk.tick();
    assertEquals(0, ringing(one));
    assertEquals(1, ringing(other));
    desk.accept(other, call);
    assertEquals(
        List.of(Optional.of(RingOutcome.MISSED), Optional.of(RingOutcome.ACCEPTED)), outcomes());

    // Who served goes to the end of the order.
    String again = book(mediator, caseId, START.plusHours(3));
    side.pass(Duration.ofHours(3));
    desk.ask(mediator, again, new ExpertDesk.Asked("02", "再问一次", "", List.of()));
    assertEquals(1, ringing(one));
    desk.decline(one, desk.bell(one).ringing().getFirst().callId());
    assertEquals(0, ringing(one));
    assertEquals(1, ringing(other));
  }

  @Test
  void theExpertTakesPartAndSeesWhatIsSharedForThisCallAndNothingElse() {
    String shared = paper("漏水照片说明");
    String kept = paper("当事人的底线");
    String call =
        desk.ask(
            mediator, sittingId, new ExpertDesk.Asked("02", "责任怎么划分？", "楼上漏水两年。", List.of(shared)));
    Staff rung = ringing(first) == 1 ? first : second;
    refused("expert.unknown-call", () -> desk.shared(rung, call));
    desk.accept(rung, call);

    Participant seat =
        side.sittings.find(sittingId).orElseThrow().participants().stream()
            .filter(p -> p.personId().equals(rung.id()))
            .findFirst()
            .orElseThrow();
    assertEquals(Role.EXPERT, seat.role());
    assertEquals(false, seat.host());
    assertEquals(seat.id(), side.planning.ticket(rung, sittingId).participantId());

    ExpertDesk.Shared seen = desk.shared(rung, call);
    assertEquals("责任怎么划分？", seen.question());
    assertEquals("楼上漏水两年。", seen.summary());
    assertEquals(List.of("漏水照片说明"), seen.papers().stream().map(p -> p.title()).toList());
    assertEquals("application/pdf", desk.paper(rung, call, shared).mediaType());
    refused("document.unknown", () -> desk.paper(rung, call, kept));
    refused("case.unknown", () -> side.cases.detail(rung, caseId, Locale.ENGLISH));
    refused("case.unknown", () -> documents.contents(rung, caseId, kept));
    refused("sitting.unknown", () -> side.planning.detail(rung, sittingId));
    Staff idle = rung == first ? second : first;
    refused("expert.unknown-call", () -> desk.shared(idle, call));

    side.sittings.move(sittingId, SittingState.LOBBY_OPEN);
    side.sittings.move(sittingId, SittingState.IN_SESSION);
    side.sittings.move(sittingId, SittingState.ENDED);
    refused("expert.over", () -> desk.shared(rung, call));
    refused("expert.over", () -> desk.paper(rung, call, shared));
  }

  @Test
  void ofManyAcceptancesAtOnceOneWins() throws Exception {
    String call = ask();
    Staff rung = ringing(first) == 1 ? first : second;
    Staff idle = rung == first ? second : first;
    var together = new CyclicBarrier(8);
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> all =
          java.util.stream.IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(
                  i ->
                      () -> {
                        together.await();
                        return accepted(i % 2 == 0 ? rung : idle, call);
                      })
              .toList();
      for (var result : threads.invokeAll(all)) {
        won += result.get() ? 1 : 0;
      }
    }
    assertEquals(1, won);
    assertEquals(1, count("select count(*) from sitting_participant where role = 'EXPERT'"));
    assertEquals(1, count("select count(*) from expert_ring where outcome = 'ACCEPTED'"));
  }

  @Test
  void twoTownsThatAskAtOnceRingTwoExperts() throws Exception {
    Staff huguo = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
    String theirs = side.cases.register(huguo, CaseSide.dispute("围墙", CaseSide.HUGUO));
    String other = book(huguo, theirs, START.plusHours(1));
    var together = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one =
          threads.submit(
              () -> {
                together.await();
                return ask();
              });
      var two =
          threads.submit(
              () -> {
                together.await();
                return desk.ask(huguo, other, new ExpertDesk.Asked("02", "问", "", List.of()));
              });
      one.get();
      two.get();
    }
    assertEquals(1, ringing(first));
    assertEquals(1, ringing(second));
  }

  @Test
  void nobodyIsRungOffDutyAndACallWithoutAnybodySaysSo() {
    ask();
    refused("expert.rings-already", this::ask);
    desk.withdraw(mediator, desk.ofSitting(mediator, sittingId).getFirst().id());
    assertEquals(CallState.WITHDRAWN, desk.ofSitting(mediator, sittingId).getFirst().state());
    side.pass(Duration.ofHours(13));
    String late = book(mediator, caseId, START.plusHours(13));
    desk.ask(mediator, late, new ExpertDesk.Asked("02", "夜里", "", List.of()));
    assertEquals(CallState.UNANSWERED, desk.ofSitting(mediator, late).getFirst().state());
    refused(
        "expert.shift-overlaps",
        () ->
            roster.addShift(
                chief,
                first.id(),
                new ExpertRoster.NewShift(START.plusHours(1), START.plusHours(2))));
    refused("case.not-permitted", () -> roster.put(mediator, entry(first, "02")));
    Staff stranger = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
    refused(
        "sitting.unknown",
        () -> desk.ask(stranger, sittingId, new ExpertDesk.Asked("02", "问", "", List.of())));
  }

  private Staff expert(String name, String specialty) {
    Staff expert = side.staff(name, StaffRole.EXPERT, CaseSide.DISTRICT);
    roster.put(chief, entry(expert, specialty));
    roster.addShift(
        chief, expert.id(), new ExpertRoster.NewShift(START.minusHours(1), START.plusHours(12)));
    return expert;
  }

  private static ExpertRoster.Entry entry(Staff expert, String specialty) {
    return new ExpertRoster.Entry(
        expert.id(), ExpertCategory.LEAD_LAWYER, List.of(specialty), "19900000009", "执业律师");
  }

  private String book(Staff host, String disputed, OffsetDateTime from) {
    return side.planning.book(
        host,
        new NewSitting(
            disputed,
            SittingKind.MEDIATION,
            from,
            from.plusHours(1),
            Optional.empty(),
            host.id(),
            side.cases.detail(host, disputed, Locale.ENGLISH).parties().stream()
                .limit(host == mediator ? 2 : 0)
                .map(p -> NewSitting.Seat.party(p.id(), Role.valueOf(p.side().name())))
                .toList()));
  }

  private String ask() {
    return desk.ask(mediator, sittingId, new ExpertDesk.Asked("02", "责任怎么划分？", "", List.of()));
  }

  private String paper(String title) {
    return documents
        .add(
            mediator,
            caseId,
            new DocumentDesk.NewDocument(
                DocumentKind.INVESTIGATION_RECORD, title, Optional.empty()),
            new PdfWriter().write(Paper.titled(title).text("内容").build()))
        .id();
  }

  private boolean accepted(Staff who, String call) {
    try {
      desk.accept(who, call);
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }

  private int ringing(Staff who) {
    return desk.bell(who).ringing().size();
  }

  private List<Optional<RingOutcome>> outcomes() {
    return desk.ofSitting(mediator, sittingId).getFirst().rings().stream()
        .map(CallStore.Ring::outcome)
        .toList();
  }

  private String message() {
    return side.jdbi.withHandle(
        handle -> handle.createQuery("select body from outbox").mapTo(String.class).one());
  }

  private int count(String sql) {
    return side.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private static void refused(String id, org.junit.jupiter.api.function.Executable work) {
    assertEquals(id, assertThrows(ProblemException.class, work).id());
  }
}
