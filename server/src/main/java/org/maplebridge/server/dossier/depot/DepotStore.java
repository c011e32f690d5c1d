package org.maplebridge.server.dossier.depot;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of copies in the store. Blocking. */
final class DepotStore {
  private final Jdbi jdbi;

  DepotStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Puts down what was sealed and has no copy yet. */
  void note(OffsetDateTime now) {
    jdbi.useTransaction(
        handle -> {
          note(handle, "RECORDING", "select id from recording where state = 'SEALED'", now);
          note(handle, "DOSSIER", "select id from dossier where destroyed_at is null", now);
        });
  }

  private static void note(Handle handle, String kind, String sealed, OffsetDateTime now) {
    handle
        .createUpdate(
            "insert into remote_copy (kind, id, next_attempt_at) select :kind, sealed.id, :now from ("
                + sealed
                + ") sealed on conflict do nothing")
        .bind("kind", kind)
        .bind("now", now)
        .execute();
  }

  /** What is to be copied now, longest due first. */
  List<Due> due(OffsetDateTime now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select c.kind, c.id, c.attempts, d.retain_until
                    from remote_copy c left join dossier d on c.kind = 'DOSSIER' and d.id = c.id
                    where c.verified_at is null and c.next_attempt_at <= :now
                    order by c.next_attempt_at, c.id limit 20
                    """)
                .bind("now", now)
                .map(ConstructorMapper.of(Due.class))
                .list());
  }

  void verified(Due copy, OffsetDateTime at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update remote_copy set verified_at = :at, last_error = null
                    where kind = :kind and id = :id
                    """)
                .bind("at", at)
                .bind("kind", copy.kind())
                .bind("id", copy.id())
                .execute());
  }

  void failed(Due copy, OffsetDateTime next, String error) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update remote_copy set attempts = attempts + 1, next_attempt_at = :next,
                      last_error = :error
                    where kind = :kind and id = :id
                    """)
                .bind("next", next)
                .bind("error", error)
                .bind("kind", copy.kind())
                .bind("id", copy.id())
                .execute());
  }

  /** What is copied. */
  enum Kind {
    RECORDING,
    DOSSIER
  }

  /**
   * A copy to be made.
   *
   * @param retainUntil the last day a dossier is kept
   */
  record Due(Kind kind, String id, int attempts, Optional<LocalDate> retainUntil) {}
}
