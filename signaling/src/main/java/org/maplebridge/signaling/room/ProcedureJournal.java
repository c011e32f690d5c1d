package org.maplebridge.signaling.room;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.Procedure;

/**
 * How far procedures are and every step of them, written before a step takes effect. Blocking; any
 * thread.
 */
final class ProcedureJournal {
  private final Jdbi jdbi;

  ProcedureJournal(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A procedure as it was left. */
  record Kept(Procedure procedure, Optional<Instant> turnEndsAt) {}

  Optional<Kept> load(String sittingId) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    select procedure::text as procedure, turn_ends_at from room_procedure
                    where sitting_id = :sitting
                    """)
                .bind("sitting", sittingId)
                .map(
                    (rs, context) ->
                        new Kept(
                            ProcedureText.read(rs.getString("procedure")),
                            Optional.ofNullable(rs.getObject("turn_ends_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .findOne());
  }

  /** A step somebody took, and what came of it, together. */
  void step(String sittingId, String participantId, Move move, Kept after, Instant at) {
    jdbi.useTransaction(
        h -> {
          keep(h, sittingId, after);
          h.createUpdate(
                  """
                  insert into room_step (sitting_id, participant_id, act, step, at)
                  values (:sitting, :participant, :act, cast(:step as jsonb), :at)
                  """)
              .bind("sitting", sittingId)
              .bind("participant", participantId)
              .bind("act", Act.of(move).name())
              .bind("step", ProcedureText.write(move))
              .bind("at", time(at))
              .execute();
        });
  }

  /** What changed without a step: somebody left, a turn ended. */
  void keep(String sittingId, Kept after) {
    jdbi.useHandle(h -> keep(h, sittingId, after));
  }

  private static void keep(Handle h, String sittingId, Kept after) {
    h.createUpdate(
            """
            insert into room_procedure (sitting_id, procedure, turn_ends_at)
            values (:sitting, cast(:procedure as jsonb), :ends)
            on conflict (sitting_id) do update set
              procedure = excluded.procedure, turn_ends_at = excluded.turn_ends_at
            """)
        .bind("sitting", sittingId)
        .bind("procedure", ProcedureText.write(after.procedure()))
        .bindByType(
            "ends",
            after.turnEndsAt().map(ProcedureJournal::time).orElse(null),
            OffsetDateTime.class)
        .execute();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
