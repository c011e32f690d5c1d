package org.maplebridge.server.absence;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.absence.Absence.Cause;
import org.maplebridge.server.absence.Absence.What;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.room.RoomListener;

/**
 * Keeps who was gone from a sitting once they had been in it. Of a consultation nothing is kept.
 * Blocking; after the audit log in the line of listeners, for it asks that who joined.
 */
public final class AbsenceLog implements RoomListener {

  private final Jdbi jdbi;
  private final AuditLog audit;
  private final InstantSource clock;

  public AbsenceLog(Jdbi jdbi, AuditLog audit, InstantSource clock) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void onEvent(RoomEvent event) {
    String who = event.participantId().orElse("");
    String word = event.rule().orElse("");
    switch (event.kind()) {
      case DROPPED -> gone(event.sittingId(), who, What.CONNECTION, cause(word));
      case LEFT -> gone(event.sittingId(), who, What.CONNECTION, Cause.LEFT);
      case JOINED -> back(who, What.CONNECTION);
      case MEDIA_LOST -> gone(event.sittingId(), who, What.MEDIA, Cause.NETWORK);
      case MEDIA_BACK -> back(who, What.MEDIA);
      case DEVICE_LOST -> gone(event.sittingId(), who, device(word), Cause.DEVICE);
      case DEVICE_BACK -> back(who, device(word));
      default -> {}
    }
  }

  /** What is kept of a sitting, the earliest first; the reading is audited. */
  public List<Absence> of(Staff staff, String sittingId) {
    return jdbi.inTransaction(
        handle -> {
          audit.record(handle, staff.id(), "absence.read", sittingId, "", AuditLog.Outcome.ALLOWED);
          return handle
              .createQuery(
                  """
                  select a.*, p.name, p.role from absence a
                  join sitting_participant p on p.id = a.participant_id
                  where a.sitting_id = :sitting order by a.began_at, a.seq
                  """)
              .bind("sitting", sittingId)
              .map(
                  (rs, context) ->
                      new Absence(
                          rs.getString("participant_id"),
                          rs.getString("name"),
                          Role.valueOf(rs.getString("role")),
                          What.valueOf(rs.getString("what")),
                          Cause.valueOf(rs.getString("cause")),
                          local(rs.getObject("began_at", OffsetDateTime.class)),
                          Optional.ofNullable(rs.getObject("ended_at", OffsetDateTime.class))
                              .map(AbsenceLog::local)))
              .list();
        });
  }

  private void gone(String sittingId, String participantId, What what, Cause cause) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into absence (sitting_id, participant_id, what, cause, began_at)
                    select s.id, :participant, :what, :cause, :at from sitting s
                    where s.id = :sitting and s.kind <> 'CONSULTATION'
                      and exists (select 1 from audit_log where object = s.id
                        and actor = :participant and action = 'room.joined')
                    on conflict (participant_id, what) where ended_at is null do nothing
                    """)
                .bind("sitting", sittingId)
                .bind("participant", participantId)
                .bind("what", what.name())
                .bind("cause", cause.name())
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute());
  }

  private void back(String participantId, What what) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update absence set ended_at = :at
                    where participant_id = :participant and what = :what and ended_at is null
                    """)
                .bind("participant", participantId)
                .bind("what", what.name())
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static Cause cause(String measured) {
    return switch (measured) {
      case "closed-page" -> Cause.CLOSED_PAGE;
      case "ended-here" -> Cause.SERVER;
      default -> Cause.NETWORK;
    };
  }

  private static What device(String kind) {
    return What.valueOf(kind.toUpperCase(Locale.ROOT));
  }

  private static OffsetDateTime local(OffsetDateTime time) {
    return time.atZoneSameInstant(District.ZONE).toOffsetDateTime();
  }
}
