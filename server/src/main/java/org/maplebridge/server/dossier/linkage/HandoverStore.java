package org.maplebridge.server.dossier.linkage;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of hand-overs. */
final class HandoverStore {
  private static final String SELECT =
      """
      select h.id, h.case_id, h.kind, h.recipient, h.purpose, h.with_records, h.made_at,
        s.name as made_by, h.tag_manifest_sha256, h.answer, h.answered_at
      from handover h join staff s on s.id = h.made_by
      """;

  List<Handover> of(Handle handle, String caseId) {
    return handle
        .createQuery(SELECT + "where h.case_id = :id order by h.made_at")
        .bind("id", caseId)
        .map(ConstructorMapper.of(Handover.class))
        .list();
  }

  Optional<Handover> find(Handle handle, String caseId, String id) {
    return handle
        .createQuery(SELECT + "where h.id = :id and h.case_id = :caseId")
        .bind("id", id)
        .bind("caseId", caseId)
        .map(ConstructorMapper.of(Handover.class))
        .findOne();
  }

  void insert(Handle handle, Handover handover, String staffId) {
    handle
        .createUpdate(
            """
            insert into handover (id, case_id, kind, recipient, purpose, with_records, made_at,
              made_by, tag_manifest_sha256)
            values (:id, :caseId, :kind, :recipient, :purpose, :withRecords, :madeAt, :staffId,
              :tagManifestSha256)
            """)
        .bind("id", handover.id())
        .bind("caseId", handover.caseId())
        .bind("kind", handover.kind())
        .bind("recipient", handover.recipient())
        .bind("purpose", handover.purpose())
        .bind("withRecords", handover.withRecords())
        .bind("madeAt", handover.madeAt())
        .bind("staffId", staffId)
        .bind("tagManifestSha256", handover.tagManifestSha256())
        .execute();
  }

  void answered(Handle handle, String id, String answer, OffsetDateTime at) {
    handle
        .createUpdate("update handover set answer = :answer, answered_at = :at where id = :id")
        .bind("answer", answer)
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  /**
   * A package that went to another office.
   *
   * @param withRecords whether minutes and recordings went with it
   * @param answer the other side's number or decision
   */
  record Handover(
      String id,
      String caseId,
      Linkage kind,
      String recipient,
      String purpose,
      boolean withRecords,
      OffsetDateTime madeAt,
      String madeBy,
      String tagManifestSha256,
      Optional<String> answer,
      Optional<OffsetDateTime> answeredAt) {}
}
