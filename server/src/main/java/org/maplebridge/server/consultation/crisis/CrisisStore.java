package org.maplebridge.server.consultation.crisis;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.signaling.protocol.CrisisLevel;

/** SQL of crises and their steps. Within the caller's transaction. */
final class CrisisStore {
  private static final String SELECT =
      """
      select x.id, x.sitting_id, x.counsellor_id, s.name as counsellor, c.number, x.level,
        x.raised_at, x.ended_at, x.reviewed_at
      from counselling.crisis x
      join counselling.session e on e.sitting_id = x.sitting_id
      join counselling.client c on c.id = e.client_id
      join staff s on s.id = x.counsellor_id
      """;

  /** A crisis, of somebody known by their number. */
  record Row(
      String id,
      String sittingId,
      String counsellorId,
      String counsellor,
      String number,
      CrisisLevel level,
      OffsetDateTime raisedAt,
      Optional<OffsetDateTime> endedAt,
      Optional<OffsetDateTime> reviewedAt) {}

  /** What is to be done by when. */
  record Step(Duty duty, OffsetDateTime dueAt, Optional<OffsetDateTime> doneAt) {}

  /** The level the room has now. */
  CrisisLevel roomLevel(Handle handle, String sittingId) {
    return handle
        .createQuery("select procedure ->> 'crisis' from room_procedure where sitting_id = :id")
        .bind("id", sittingId)
        .mapTo(CrisisLevel.class)
        .findOne()
        .orElse(CrisisLevel.L0);
  }

  Optional<Row> find(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "where x.id = :id for update of x")
        .bind("id", id)
        .map(ConstructorMapper.of(Row.class))
        .findOne();
  }

  /** The one that is not over. */
  Optional<Row> open(Handle handle, String sittingId) {
    return handle
        .createQuery(SELECT + "where x.sitting_id = :id and x.ended_at is null for update of x")
        .bind("id", sittingId)
        .map(ConstructorMapper.of(Row.class))
        .findOne();
  }

  /** Those nobody has looked at afterwards yet, the gravest first. */
  List<Row> unreviewed(Handle handle) {
    return handle
        .createQuery(
            SELECT
                + """
                where x.reviewed_at is null
                order by x.ended_at is not null, x.level desc, x.raised_at
                """)
        .map(ConstructorMapper.of(Row.class))
        .list();
  }

  void insert(
      Handle handle,
      String id,
      String sittingId,
      String counsellorId,
      CrisisLevel level,
      OffsetDateTime now) {
    handle.execute(
        """
        insert into counselling.crisis (id, sitting_id, counsellor_id, level, raised_at)
        values (?, ?, ?, ?, ?)
        """,
        id,
        sittingId,
        counsellorId,
        level.name(),
        now);
  }

  void raise(Handle handle, String id, CrisisLevel level) {
    handle.execute("update counselling.crisis set level = ? where id = ?", level.name(), id);
  }

  /** Starts the clock of what a level asks for; of what runs already it goes on. */
  void require(Handle handle, String id, CrisisLevel level, OffsetDateTime now) {
    for (Duty duty : Duty.at(level)) {
      handle.execute(
          """
          insert into counselling.crisis_step (crisis_id, duty, due_at) values (?, ?, ?)
          on conflict do nothing
          """,
          id,
          duty.name(),
          now.plus(duty.within()));
    }
  }

  List<Step> steps(Handle handle, String id) {
    return handle
        .createQuery(
            """
            select duty, due_at, done_at from counselling.crisis_step where crisis_id = :id
            order by done_at is not null, due_at
            """)
        .bind("id", id)
        .map(ConstructorMapper.of(Step.class))
        .list();
  }

  void done(Handle handle, String id, Duty duty, String by, OffsetDateTime now) {
    handle.execute(
        """
        update counselling.crisis_step set done_at = ?, done_by = ?
        where crisis_id = ? and duty = ? and done_at is null
        """,
        now,
        by,
        id,
        duty.name());
  }

  void end(Handle handle, String id, String outcome, OffsetDateTime now) {
    handle.execute(
        "update counselling.crisis set ended_at = ?, outcome = ? where id = ?", now, outcome, id);
  }

  void review(Handle handle, String id, String by, String review, OffsetDateTime now) {
    handle.execute(
        """
        update counselling.crisis set reviewed_at = ?, reviewed_by = ?, review = ? where id = ?
        """,
        now,
        by,
        review,
        id);
  }
}
