package org.maplebridge.server.alarm;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Relation;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.notify.Channel;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.room.RoomListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes silent alarms from rooms and brings them to those on duty: a page that rings until somebody
 * answers, and a message to the phone of the duty. Blocking.
 */
public final class AlarmDesk implements RoomListener {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmDesk.class);
  private static final int LONGEST = 500;

  private final Jdbi jdbi;
  private final AlarmStore store = new AlarmStore();
  private final Outbox outbox;
  private final AuditLog audit;
  private final Texts texts;
  private final Centre centre;
  private final String dutyPhone;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * @param dutyPhone of whoever is on duty, at every hour
   */
  public AlarmDesk(
      Jdbi jdbi,
      Outbox outbox,
      AuditLog audit,
      Texts texts,
      Centre centre,
      String dutyPhone,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.audit = audit;
    this.texts = texts;
    this.centre = centre;
    this.dutyPhone = dutyPhone;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void onEvent(RoomEvent event) {
    if (event.kind() == Kind.ALARM_RAISED) {
      jdbi.useTransaction(
          handle -> raise(handle, event.sittingId(), event.participantId().orElseThrow()));
    }
  }

  private void raise(Handle handle, String sittingId, String participantId) {
    String id = ids.next();
    if (!store.insert(handle, id, sittingId, participantId, now())) {
      return; // pressed again while help is on its way
    }
    Locale chinese = Locale.SIMPLIFIED_CHINESE;
    SilentAlarm alarm = store.find(handle, id).orElseThrow();
    outbox.queue(
        handle,
        Channel.SMS,
        dutyPhone,
        texts.sentence(
            "alarm.sms",
            chinese,
            centre.name(),
            alarm.caseNumber(),
            texts.sentence("invitation.kind." + alarm.kind(), chinese),
            alarm.place().orElseGet(() -> texts.sentence("alarm.online", chinese)),
            texts.sentence("role." + alarm.role(), chinese)));
    LOG.warn("Sitting {} participant {}: silent alarm {}", sittingId, participantId, id);
  }

  /**
   * The latest alarms, those nobody has answered first; audited where there is one.
   *
   * @throws ProblemException {@code alarm.not-on-duty}
   */
  public List<SilentAlarm> list(Staff staff) {
    requireOnDuty(staff);
    return jdbi.inTransaction(
        handle -> {
          List<SilentAlarm> alarms = store.newest(handle);
          alarms.forEach(a -> audit.recordReading(handle, staff.id(), "alarm.read", a.id(), ""));
          return alarms;
        });
  }

  /**
   * Somebody on duty has taken it in hand.
   *
   * @param remark what was done
   * @throws ProblemException {@code alarm.not-on-duty}, {@code alarm.unknown}, {@code
   *     alarm.answered}, {@code alarm.bad-remark}
   */
  public SilentAlarm acknowledge(Staff staff, String id, String remark) {
    requireOnDuty(staff);
    if (remark.length() > LONGEST || remark.indexOf('\0') >= 0) {
      throw new ProblemException("alarm.bad-remark", 422);
    }
    return jdbi.inTransaction(
        handle -> {
          SilentAlarm alarm =
              store.find(handle, id).orElseThrow(() -> new ProblemException("alarm.unknown", 404));
          if (!store.acknowledge(handle, id, staff.id(), remark.strip(), now())) {
            throw new ProblemException("alarm.answered", 409);
          }
          audit.record(
              handle,
              staff.id(),
              "alarm.acknowledge",
              id,
              alarm.sittingId(),
              AuditLog.Outcome.ALLOWED);
          return store.find(handle, id).orElseThrow();
        });
  }

  private static void requireOnDuty(Staff staff) {
    if (!Permissions.allows(staff, Action.ANSWER_ALARM, new Relation(false, false))) {
      throw new ProblemException("alarm.not-on-duty", 403);
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
