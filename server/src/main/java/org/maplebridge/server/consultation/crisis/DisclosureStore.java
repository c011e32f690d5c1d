package org.maplebridge.server.consultation.crisis;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of disclosures. Within the caller's transaction. */
final class DisclosureStore {
  private static final String SELECT =
      """
      select d.id, d.sitting_id, c.number, d.ground, d.items, d.recipient, d.reason, d.asked_by,
        s.name as asker, d.asked_at, d.approved, d.break_glass, d.review_due_at, d.justified
      from counselling.disclosure d
      join counselling.session e on e.sitting_id = d.sitting_id
      join counselling.client c on c.id = e.client_id
      join staff s on s.id = d.asked_by
      """;

  /** Ids of what was sealed. */
  record Texts(String recipient, String reason) {}

  /** A disclosure; recipient and reason are ids of sealed texts. */
  record Row(
      String id,
      String sittingId,
      String number,
      Ground ground,
      List<Item> items,
      String recipient,
      String reason,
      String askedBy,
      String asker,
      OffsetDateTime askedAt,
      Optional<Boolean> approved,
      boolean breakGlass,
      Optional<OffsetDateTime> reviewDueAt,
      Optional<Boolean> justified) {

    Row {
      items = List.copyOf(items);
    }
  }

  void insert(
      Handle handle,
      String id,
      String sittingId,
      DisclosureDesk.Wish wish,
      Texts texts,
      String askedBy,
      OffsetDateTime now,
      Optional<OffsetDateTime> reviewDueAt) {
    handle
        .createUpdate(
            """
            insert into counselling.disclosure (id, sitting_id, ground, items, recipient, reason,
              asked_by, asked_at, break_glass, review_due_at)
            values (:id, :sitting, :ground, :items, :recipient, :reason, :by, :now, :glass, :due)
            """)
        .bind("id", id)
        .bind("sitting", sittingId)
        .bind("ground", wish.ground())
        .bindArray("items", String.class, wish.items().stream().map(Item::name).toArray())
        .bind("recipient", texts.recipient())
        .bind("reason", texts.reason())
        .bind("by", askedBy)
        .bind("now", now)
        .bind("glass", reviewDueAt.isPresent())
        .bindByType("due", reviewDueAt.orElse(null), OffsetDateTime.class)
        .execute();
  }

  Optional<Row> find(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "where d.id = :id for update of d")
        .bind("id", id)
        .map(ConstructorMapper.of(Row.class))
        .findOne();
  }

  /** Not decided, or not looked at afterwards: the oldest first. */
  List<Row> waiting(Handle handle) {
    return handle
        .createQuery(
            SELECT
                + """
                where d.break_glass and d.justified is null
                  or not d.break_glass and d.approved is null order by d.asked_at
                """)
        .map(ConstructorMapper.of(Row.class))
        .list();
  }

  void decide(Handle handle, String id, String by, boolean approved, OffsetDateTime now) {
    handle.execute(
        """
        update counselling.disclosure set approved = ?, decided_by = ?, decided_at = ?
        where id = ?
        """,
        approved,
        by,
        now,
        id);
  }

  void review(
      Handle handle, String id, String by, boolean justified, String note, OffsetDateTime now) {
    handle.execute(
        """
        update counselling.disclosure
        set justified = ?, reviewed_by = ?, review = ?, reviewed_at = ? where id = ?
        """,
        justified,
        by,
        note,
        now,
        id);
  }
}
