package org.maplebridge.server.lecture;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** SQL of open addresses. Every method works within the caller's transaction. */
final class AddressStore {
  private static final String SELECT =
      """
      select sitting_id, code, closed_at is null as open, replay_opened_at is not null as replayed
      from lecture_address
      """;

  private static final RowMapper<Address> ADDRESS =
      (row, context) ->
          new Address(
              row.getString("sitting_id"),
              row.getString("code"),
              row.getBoolean("open"),
              row.getBoolean("replayed"));

  /**
   * The open address of a lecture.
   *
   * @param open whether new listeners come in by it
   * @param replayed whether the recording may be watched by it
   */
  record Address(String sittingId, String code, boolean open, boolean replayed) {}

  /** Opens it; opened again, it is the address it was: posters are printed already. */
  void open(Handle handle, String sittingId, String code, String staffId, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            insert into lecture_address (sitting_id, code, opened_by, opened_at)
            values (:sitting, :code, :staff, :now)
            on conflict (sitting_id) do update
              set opened_by = :staff, opened_at = :now, closed_at = null
            """)
        .bind("sitting", sittingId)
        .bind("code", code)
        .bind("staff", staffId)
        .bind("now", now)
        .execute();
  }

  void close(Handle handle, String sittingId, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            update lecture_address set closed_at = :now
            where sitting_id = :sitting and closed_at is null
            """)
        .bind("sitting", sittingId)
        .bind("now", now)
        .execute();
  }

  /** Lets the recording be watched by the address, or no longer; makes one where there is none. */
  void replay(
      Handle handle,
      String sittingId,
      String code,
      String staffId,
      OffsetDateTime now,
      boolean open) {
    handle
        .createUpdate(
            """
            insert into lecture_address (sitting_id, code, opened_by, opened_at, closed_at,
              replay_opened_at)
            values (:sitting, :code, :staff, :now, :now, :since)
            on conflict (sitting_id) do update set replay_opened_at = :since
            """)
        .bind("sitting", sittingId)
        .bind("code", code)
        .bind("staff", staffId)
        .bind("now", now)
        .bind("since", open ? Optional.of(now) : Optional.<OffsetDateTime>empty())
        .execute();
  }

  Optional<Address> ofSitting(Handle handle, String sittingId) {
    return handle
        .createQuery(SELECT + "where sitting_id = :id")
        .bind("id", sittingId)
        .map(ADDRESS)
        .findOne();
  }

  Optional<Address> byCode(Handle handle, String code) {
    return handle
        .createQuery(SELECT + "where code = :code")
        .bind("code", code)
        .map(ADDRESS)
        .findOne();
  }

  void listener(Handle handle, String participantId, String village) {
    handle
        .createUpdate(
            "insert into lecture_listener (participant_id, village) values (:id, :village)")
        .bind("id", participantId)
        .bind("village", village)
        .execute();
  }

  /** How many came by the address of a sitting. */
  int listeners(Handle handle, String sittingId) {
    return handle
        .createQuery(
            """
            select count(*) from lecture_listener l
              join sitting_participant p on p.id = l.participant_id where p.sitting_id = :id
            """)
        .bind("id", sittingId)
        .mapTo(Integer.class)
        .one();
  }
}
