package org.maplebridge.server.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.notify.Delivery;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;

/** What reaches people before a sitting, and what of theirs reaches staff. */
class WayInIT {
  private static final String PHONE = "203.0.113.7";

  /** Two days after the clock of {@link CaseSide}. */
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-25T09:00:00+08:00");

  private CaseSide side;
  private Staff mediator;
  private String sittingId;
  private List<String> guests;

  @BeforeEach
  void book() {
    side = new CaseSide();
    mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    String caseId = side.cases.register(mediator, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    List<NewSitting.Seat> seats =
        side.cases.detail(mediator, caseId, Locale.ENGLISH).parties().stream()
            .map(party -> NewSitting.Seat.party(party.id(), Role.valueOf(party.side().name())))
            .toList();
    sittingId =
        side.planning.book(
            mediator,
            new NewSitting(
                caseId,
                SittingKind.MEDIATION,
                START,
                START.plusHours(1),
                Optional.empty(),
                mediator.id(),
                seats));
    guests =
        side.planning.detail(mediator, sittingId).participants().stream()
            .filter(p -> !p.host())
            .map(SittingDetail.ParticipantEntry::id)
            .toList();
  }

  @Test
  void everybodyIsRemindedADayAndTenMinutesBeforeAndOnlyOnce() {
    guests.forEach(this::invite);
    reminders().tick();
    assertEquals(0, sent());

    side.pass(Duration.ofHours(24));
    reminders().tick();
    // A new object knows no more than a new process would.
    reminders().tick();
    assertEquals(2, sent());
    assertTrue(lastMessage().contains("张三丰您好，11月25日 09:00请参加“卫生间漏水”网络调解"));

    side.pass(Duration.ofHours(23).plusMinutes(50));
    reminders().tick();
    reminders().tick();
    assertEquals(4, sent());
    side.pass(Duration.ofMinutes(10));
    reminders().tick();
    assertEquals(4, sent());
    assertEquals(
        List.of(Lead.DAY, Lead.TEN_MINUTES),
        preparation(0).reminders().stream().map(Preparation.Reminded::lead).toList());
  }

  @Test
  void whoWasInvitedLateOrHasNoLinkAnyMoreIsNotReminded() {
    invite(guests.get(0));
    side.pass(Duration.ofHours(24).plusMinutes(5));
    side.invitations.revoke(mediator, sittingId, guests.get(0));
    invite(guests.get(1));
    side.pass(Duration.ofHours(1));
    reminders().tick();
    assertEquals(0, sent());

    side.pass(Duration.ofHours(22).plusMinutes(45));
    reminders().tick();
    assertEquals(1, sent());
    assertEquals(
        List.of(Lead.TEN_MINUTES),
        preparation(1).reminders().stream().map(Preparation.Reminded::lead).toList());

    side.planning.cancel(mediator, sittingId, "当事人请求改期");
    side.jdbi.useHandle(handle -> handle.execute("delete from reminder"));
    reminders().tick();
    assertEquals(1, sent());
  }

  @Test
  void twoServersSendOneReminder() throws Exception {
    guests.forEach(this::invite);
    side.pass(Duration.ofHours(24));
    var together = new CyclicBarrier(8);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> servers =
          java.util.Collections.nCopies(
              8,
              () -> {
                together.await();
                reminders().tick();
                return null;
              });
      for (var server : threads.invokeAll(servers)) {
        server.get();
      }
    }
    assertEquals(2, sent());
  }

  @Test
  void deliveryIsShownBesideEachPerson() {
    assertEquals(Optional.empty(), preparation(0).link());
    invite(guests.get(0));
    assertEquals(Optional.of(Delivery.QUEUED), preparation(0).link());
    side.jdbi.useHandle(handle -> handle.execute("update outbox set state = 'SENT'"));
    assertEquals(Optional.of(Delivery.SENT), preparation(0).link());
    side.pass(Duration.ofHours(24));
    reminders().tick();
    side.jdbi.useHandle(
        handle -> handle.execute("update outbox set state = 'FAILED' where state = 'QUEUED'"));
    assertEquals(Delivery.FAILED, preparation(0).reminders().getFirst().delivery());
  }

  @Test
  void aFailedCheckIsATaskUntilSomebodySawToItOrALaterOnePasses() {
    var checks = new DeviceCheckDesk(side.jdbi, side.joins, side.audit, side.clock);
    String code = invite(guests.get(0));
    checks.checked(code, PHONE, found(false, Optional.of("denied")));
    DeviceCheckDesk.Task task = checks.tasks(mediator).getFirst();
    assertEquals("张三丰", task.name());
    assertEquals(Optional.of("denied"), task.problem());
    Staff stranger = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
    assertEquals(List.of(), checks.tasks(stranger));
    refused("task.unknown", () -> checks.phone(stranger, guests.get(0)));

    assertEquals("19900000001", checks.phone(mediator, guests.get(0)));
    assertEquals(1, audited("person.read-phone"));
    checks.handled(mediator, guests.get(0));
    assertEquals(List.of(), checks.tasks(mediator));
    refused("task.unknown", () -> checks.handled(mediator, guests.get(0)));

    checks.checked(code, PHONE, found(false, Optional.of("denied")));
    assertEquals(1, checks.tasks(mediator).size());
    checks.checked(code, PHONE, found(true, Optional.empty()));
    assertEquals(List.of(), checks.tasks(mediator));
    assertEquals("Chrome 140", preparation(0).check().orElseThrow().browser());
    refused(
        "join.bad-check",
        () -> checks.checked(code, PHONE, found(true, Optional.of("x".repeat(61)))));
    refused("join.unknown", () -> checks.checked("nobody", PHONE, found(true, Optional.empty())));
  }

  private static DeviceCheckDesk.Found found(boolean microphone, Optional<String> problem) {
    return new DeviceCheckDesk.Found(microphone, true, Optional.of(true), problem, "Chrome 140");
  }

  private Reminders reminders() {
    return new Reminders(side.jdbi, side.outbox, side.audit, side.texts, side.centre, side.clock);
  }

  private String invite(String participantId) {
    String url = side.invitations.send(mediator, sittingId, participantId).url();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private Preparation preparation(int guest) {
    return side.planning.detail(mediator, sittingId).participants().stream()
        .filter(p -> p.id().equals(guests.get(guest)))
        .findFirst()
        .flatMap(SittingDetail.ParticipantEntry::preparation)
        .orElseThrow();
  }

  private int sent() {
    return count("select count(*) from outbox where body like '%提醒%'");
  }

  private int audited(String action) {
    return count("select count(*) from audit_log where action = '" + action + "'");
  }

  private int count(String sql) {
    return side.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private String lastMessage() {
    return side.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select body from outbox where body like '%提醒%' and body like '%张三丰%'")
                .mapTo(String.class)
                .one());
  }

  private static void refused(String id, org.junit.jupiter.api.function.Executable work) {
    assertEquals(id, assertThrows(ProblemException.class, work).id());
  }
}
