package org.maplebridge.server.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.NewSitting;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.sitting.Sitting;

/** A silent alarm from the room to whoever is on duty, over a real database. */
class AlarmIT {
  private static final String DUTY = "0830-4200110";
  private final CaseSide side = new CaseSide();
  private final AlarmDesk alarms =
      new AlarmDesk(
          side.jdbi, side.outbox, side.audit, side.texts, side.centre, DUTY, side.ids, side.clock);
  private final Staff chief = side.staff("值班长", StaffRole.DUTY_CHIEF, CaseSide.DISTRICT);
  private Staff mediator;
  private Sitting sitting;

  @BeforeEach
  void book() {
    mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    String caseId = side.cases.register(mediator, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    OffsetDateTime ten = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");
    String id =
        side.planning.book(
            mediator,
            new NewSitting(
                caseId,
                SittingKind.MEDIATION,
                ten,
                ten.plusHours(1),
                Optional.empty(),
                mediator.id(),
                side.jdbi.withHandle(handle -> side.store.parties(handle, caseId)).stream()
                    .map(p -> NewSitting.Seat.party(p.id(), Role.valueOf(p.side().name())))
                    .toList()));
    sitting = side.sittings.find(id).orElseThrow();
  }

  @Test
  void itReachesTheDutyByPageAndByPhoneOnceAndIsAnsweredOnce() {
    raise();
    raise();
    List<SilentAlarm> open = alarms.list(chief);
    assertEquals(1, open.size());
    SilentAlarm alarm = open.getFirst();
    assertEquals("李调解", alarm.name());
    assertEquals(sitting.caseNumber(), alarm.caseNumber());
    List<String> messages =
        side.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select body from outbox where recipient = :duty")
                    .bind("duty", DUTY)
                    .mapTo(String.class)
                    .list());
    assertEquals(1, messages.size());
    assertTrue(messages.getFirst().contains(sitting.caseNumber()), messages.getFirst());
    assertTrue(messages.getFirst().contains("线上"), messages.getFirst());

    refused("alarm.not-on-duty", () -> alarms.list(mediator));
    refused("alarm.not-on-duty", () -> alarms.acknowledge(mediator, alarm.id(), ""));
    refused("alarm.unknown", () -> alarms.acknowledge(chief, "x", ""));
    SilentAlarm answered = alarms.acknowledge(chief, alarm.id(), "已派民警到场");
    assertEquals(Optional.of("值班长"), answered.acknowledgedBy());
    refused("alarm.answered", () -> alarms.acknowledge(chief, alarm.id(), ""));
    assertEquals(1, audited("alarm.acknowledge"));

    // Danger may come back.
    raise();
    assertEquals(2, alarms.list(chief).size());
  }

  private void raise() {
    alarms.onEvent(
        new RoomListener.RoomEvent(
            RoomListener.Kind.ALARM_RAISED,
            sitting.id(),
            Optional.of(sitting.participants().getFirst().id()),
            Optional.empty(),
            true));
  }

  private int audited(String action) {
    return side.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from audit_log where action = :action")
                .bind("action", action)
                .mapTo(Integer.class)
                .one());
  }

  private static void refused(String id, Executable attempt) {
    assertEquals(id, assertThrows(ProblemException.class, attempt).id());
  }
}
