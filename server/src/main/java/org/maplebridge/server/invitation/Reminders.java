package org.maplebridge.server.invitation;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.notify.Channel;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.protocol.SittingKind;

/**
 * Reminds people who come by a link, a day and ten minutes before. The link itself is not repeated:
 * only its hash is kept. Nothing is remembered outside the database, so a restart neither forgets
 * nor repeats a reminder, and of two servers one sends it. Blocking.
 */
public final class Reminders {
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("M月d日 HH:mm");

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final AuditLog audit;
  private final Texts texts;
  private final Centre centre;
  private final InstantSource clock;

  public Reminders(
      Jdbi jdbi, Outbox outbox, AuditLog audit, Texts texts, Centre centre, InstantSource clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.audit = audit;
    this.texts = texts;
    this.centre = centre;
    this.clock = clock;
  }

  /** Queues what is due; to be called every minute. */
  public void tick() {
    for (Lead lead : Lead.values()) {
      due(lead).forEach(due -> jdbi.useTransaction(handle -> send(handle, lead, due)));
    }
  }

  /** Whose link was sent before the reminder was due: others have just been told. */
  private List<Due> due(Lead lead) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select p.id, p.name, q.phone, s.case_title, s.kind, s.starts_at
                    from sitting s
                    join sitting_participant p on p.sitting_id = s.id
                    join person q on q.id = p.person_id
                    join join_link l on l.participant_id = p.id and l.revoked_at is null
                    where s.state not in ('ENDED', 'CANCELLED') and q.phone <> ''
                      and s.starts_at <= :due and s.starts_at > :tooLate
                      and l.created_at <= s.starts_at - cast(:lead as interval)
                      and not exists (select 1 from reminder r
                        where r.participant_id = p.id and r.lead = :name)
                    order by s.starts_at, p.seat
                    """)
                .bind("due", now().plus(lead.from()))
                .bind("tooLate", now().plus(lead.until()))
                .bind("lead", lead.from().toString())
                .bind("name", lead.name())
                .map(ConstructorMapper.of(Due.class))
                .list());
  }

  private void send(Handle handle, Lead lead, Due due) {
    boolean first =
        handle
                .createUpdate(
                    """
                    insert into reminder (participant_id, lead, queued_at)
                    values (:id, :lead, :now) on conflict do nothing
                    """)
                .bind("id", due.id())
                .bind("lead", lead.name())
                .bind("now", now())
                .execute()
            == 1;
    if (first) {
      handle.execute(
          "update reminder set outbox_id = ? where participant_id = ? and lead = ?",
          outbox.queue(handle, Channel.SMS, due.phone(), sms(due)),
          due.id(),
          lead.name());
      audit.record(
          handle, "system", "reminder.send", due.id(), lead.name(), AuditLog.Outcome.ALLOWED);
    }
  }

  private String sms(Due due) {
    Locale chinese = Locale.SIMPLIFIED_CHINESE;
    return texts.sentence(
        "invitation.reminder",
        chinese,
        centre.name(),
        due.name(),
        WHEN.format(due.startsAt().atZoneSameInstant(District.ZONE)),
        due.caseTitle(),
        texts.sentence("invitation.kind." + due.kind(), chinese),
        centre.helpPhone());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** Somebody to be reminded. */
  record Due(
      String id,
      String name,
      String phone,
      String caseTitle,
      SittingKind kind,
      OffsetDateTime startsAt) {}
}
