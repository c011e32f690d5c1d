package org.maplebridge.server.dossier;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What was written to everybody in a room. Blocking. */
final class RoomLines {
  private final Jdbi jdbi;

  RoomLines(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A line with its author as the room showed them. */
  record Written(String participantId, String name, OffsetDateTime at, String line) {}

  /** The lines of a sitting between two instants; what belongs to a caucus is not among them. */
  List<Written> of(String sittingId, Instant from, Instant to) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select participant_id, name, at, line from room_chat c
                    where sitting_id = :sitting and at between :from and :to
                      and coalesce(to_jsonb(c) ->> 'room', 'MAIN') = 'MAIN'
                    order by seq
                    """)
                .bind("sitting", sittingId)
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .map(ConstructorMapper.of(Written.class))
                .list());
  }
}
