package org.maplebridge.server.lecture;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.room.RoomListener;

/** Writes down from when to when people were in a lecture, and tells it. Blocking. */
public final class Attendance implements RoomListener {
  private final Jdbi jdbi;
  private final InstantSource clock;

  public Attendance(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public void onEvent(RoomEvent event) {
    switch (event.kind()) {
      case JOINED -> event.participantId().ifPresent(this::came);
      case DROPPED, LEFT, REMOVED -> event.participantId().ifPresent(this::went);
      // A server that was killed could not write down who went.
      case OPENED, CLOSED -> allWent(event.sittingId());
      default -> {
        // Nobody came or went.
      }
    }
  }

  /** Who attended, the first one first. */
  List<Attended> of(String sittingId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select p.id, p.name, p.role, coalesce(l.village, '') as village,
                      count(*) as times, min(a.came_at) as came_at,
                      case when bool_or(a.went_at is null) then null else max(a.went_at) end
                        as went_at,
                      (extract(epoch from sum(coalesce(a.went_at, :now) - a.came_at)) / 60)::int
                        as minutes
                    from attendance a
                      join sitting_participant p on p.id = a.participant_id
                      left join lecture_listener l on l.participant_id = p.id
                    where p.sitting_id = :id
                    group by p.id, p.name, p.role, p.seat, l.village order by min(a.came_at), p.seat
                    """)
                .bind("id", sittingId)
                .bind("now", now())
                .map(
                    (row, context) ->
                        new Attended(
                            row.getString("id"),
                            row.getString("name"),
                            row.getString("village"),
                            Role.valueOf(row.getString("role")),
                            row.getObject("came_at", OffsetDateTime.class),
                            Optional.ofNullable(row.getObject("went_at", OffsetDateTime.class)),
                            row.getInt("minutes"),
                            row.getInt("times")))
                .list());
  }

  /** Coming back on another connection goes on with what is open. */
  private void came(String participantId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into attendance (participant_id, came_at)
                    select p.id, :now from sitting_participant p join sitting s on s.id = p.sitting_id
                    where p.id = :id and s.kind = 'LECTURE'
                    on conflict do nothing
                    """)
                .bind("id", participantId)
                .bind("now", now())
                .execute());
  }

  private void went(String participantId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update attendance set went_at = :now
                    where participant_id = :id and went_at is null
                    """)
                .bind("id", participantId)
                .bind("now", now())
                .execute());
  }

  private void allWent(String sittingId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update attendance set went_at = :now where went_at is null and participant_id in
                      (select id from sitting_participant where sitting_id = :id)
                    """)
                .bind("id", sittingId)
                .bind("now", now())
                .execute());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
