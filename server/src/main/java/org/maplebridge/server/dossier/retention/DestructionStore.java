package org.maplebridge.server.dossier.retention;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of destruction lists. */
final class DestructionStore {
  private static final String ITEMS =
      """
      select d.case_id, d.id as dossier_id, c.platform_number, c.title, d.archived_at,
        d.retain_until, d.tag_manifest_sha256
      from dossier d join dispute c on c.id = d.case_id
      """;

  /** Dossiers past their last day, with no hold and on no other open list. */
  List<Item> due(Handle handle, LocalDate today) {
    return handle
        .createQuery(
            ITEMS
                + """
                where d.retain_until < :today and d.destroyed_at is null
                  and not exists (select 1 from legal_hold h
                    where h.case_id = d.case_id and h.released_at is null)
                  and not exists (select 1 from destruction_item i
                    join destruction_list l on l.id = i.list_id
                    where i.case_id = d.case_id and l.state = 'PROPOSED')
                order by d.retain_until, c.platform_number
                """)
        .bind("today", today)
        .map(ConstructorMapper.of(Item.class))
        .list();
  }

  List<Item> of(Handle handle, String listId) {
    return handle
        .createQuery(
            ITEMS
                + "join destruction_item i on i.case_id = d.case_id where i.list_id = :id"
                + " order by c.platform_number")
        .bind("id", listId)
        .map(ConstructorMapper.of(Item.class))
        .list();
  }

  void propose(Handle handle, String id, OffsetDateTime at, String staffId, List<Item> items) {
    handle
        .createUpdate(
            """
            insert into destruction_list (id, state, proposed_at, proposed_by)
            values (:id, 'PROPOSED', :at, :staffId)
            """)
        .bind("id", id)
        .bind("at", at)
        .bind("staffId", staffId)
        .execute();
    for (Item item : items) {
      handle.execute(
          "insert into destruction_item (list_id, case_id) values (?, ?)", id, item.caseId());
    }
  }

  /** Holds a list against a second decision until the transaction ends. */
  Optional<ListRow> lock(Handle handle, String id) {
    return handle
        .createQuery(
            "select id, state, proposed_by from destruction_list where id = :id for update")
        .bind("id", id)
        .map(ConstructorMapper.of(ListRow.class))
        .findOne();
  }

  void decide(
      Handle handle,
      String id,
      State state,
      OffsetDateTime at,
      String staffId,
      Optional<String> certificateSha256) {
    handle
        .createUpdate(
            """
            update destruction_list set state = :state, decided_at = :at, decided_by = :staffId,
              certificate_sha256 = :certificate
            where id = :id
            """)
        .bind("state", state)
        .bind("at", at)
        .bind("staffId", staffId)
        .bind("certificate", certificateSha256)
        .bind("id", id)
        .execute();
  }

  void kept(Handle handle, String listId, String caseId, String because) {
    handle.execute(
        "update destruction_item set kept_because = ? where list_id = ? and case_id = ?",
        because,
        listId,
        caseId);
  }

  void destroyed(Handle handle, String caseId, OffsetDateTime at) {
    handle.execute("update dossier set destroyed_at = ? where case_id = ?", at, caseId);
  }

  List<String> documents(Handle handle, String caseId) {
    return handle
        .createQuery("select id from document where case_id = :id")
        .bind("id", caseId)
        .mapTo(String.class)
        .list();
  }

  List<String> recordings(Handle handle, String caseId) {
    return handle
        .createQuery("select id from recording where case_id = :id")
        .bind("id", caseId)
        .mapTo(String.class)
        .list();
  }

  List<String> handovers(Handle handle, String caseId) {
    return handle
        .createQuery("select id from handover where case_id = :id")
        .bind("id", caseId)
        .mapTo(String.class)
        .list();
  }

  List<Listed> all(Handle handle) {
    return handle
        .createQuery(
            """
            select l.id, l.state, l.proposed_at, p.name as proposed_by, l.decided_at,
              s.name as decided_by, l.certificate_sha256, l.proposed_by as proposer_id
            from destruction_list l join staff p on p.id = l.proposed_by
            left join staff s on s.id = l.decided_by
            order by l.proposed_at desc limit 100
            """)
        .map(ConstructorMapper.of(Listed.class))
        .list();
  }

  /** Where a list stands. */
  public enum State {
    PROPOSED,
    REFUSED,
    EXECUTED
  }

  record ListRow(String id, State state, String proposedBy) {}

  /** A list with the names of those who signed it. */
  record Listed(
      String id,
      State state,
      OffsetDateTime proposedAt,
      String proposedBy,
      Optional<OffsetDateTime> decidedAt,
      Optional<String> decidedBy,
      Optional<String> certificateSha256,
      String proposerId) {}

  /** A dossier on a list. */
  public record Item(
      String caseId,
      String dossierId,
      String platformNumber,
      String title,
      OffsetDateTime archivedAt,
      LocalDate retainUntil,
      String tagManifestSha256) {}
}
