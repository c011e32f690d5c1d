package org.maplebridge.server.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of agreements and their versions. Works within the caller's transaction. */
final class AgreementStore {
  private static final String SELECT =
      """
      select id, case_id, channel, form, state, way, version, reviewed_by, review_note, reviewed_at,
        reached_at, sealed_at, effective_at, replaces, begun_at, begun_by
      from agreement
      """;

  private final ObjectMapper json;

  AgreementStore(ObjectMapper json) {
    this.json = json;
  }

  void insert(Handle handle, AgreementRow row, AgreementText text) {
    handle
        .createUpdate(
            """
            insert into agreement (id, case_id, channel, form, state, version, reached_at,
              effective_at, replaces, begun_at, begun_by)
            values (:id, :caseId, :channel, :form, :state, :version, :reachedAt, :effectiveAt,
              :replaces, :begunAt, :begunBy)
            """)
        .bindMethods(row)
        .execute();
    insertVersion(handle, row.id(), row.version(), text, row.begunBy(), row.begunAt());
  }

  Optional<AgreementRow> find(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(AgreementRow.class))
        .findOne();
  }

  /** Held against other writers until the transaction ends. */
  Optional<AgreementRow> lock(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "where id = :id for update")
        .bind("id", id)
        .map(ConstructorMapper.of(AgreementRow.class))
        .findOne();
  }

  /** Newest first. */
  List<AgreementRow> ofCase(Handle handle, String caseId) {
    return handle
        .createQuery(SELECT + "where case_id = :id order by begun_at desc, id")
        .bind("id", caseId)
        .map(ConstructorMapper.of(AgreementRow.class))
        .list();
  }

  AgreementText text(Handle handle, String id, int version) {
    return findText(handle, id, version).orElseThrow();
  }

  Optional<AgreementText> findText(Handle handle, String id, int version) {
    return handle
        .createQuery(
            "select text from agreement_version where agreement_id = :id and version = :version")
        .bind("id", id)
        .bind("version", version)
        .mapTo(String.class)
        .findOne()
        .map(this::read);
  }

  List<VersionEntry> versions(Handle handle, String id) {
    return handle
        .createQuery(
            """
            select v.version, v.saved_at, s.name as saved_by
            from agreement_version v join staff s on s.id = v.saved_by
            where v.agreement_id = :id order by v.version desc
            """)
        .bind("id", id)
        .map(ConstructorMapper.of(VersionEntry.class))
        .list();
  }

  /** The next version; the agreement is a draft again. */
  void append(
      Handle handle, AgreementRow row, AgreementText text, String staffId, OffsetDateTime now) {
    int version = row.version() + 1;
    insertVersion(handle, row.id(), version, text, staffId, now);
    handle
        .createUpdate(
            """
            update agreement set version = :version, state = 'DRAFT', reviewed_by = null,
              review_note = null, reviewed_at = null
            where id = :id
            """)
        .bind("version", version)
        .bind("id", row.id())
        .execute();
  }

  void reviewed(Handle handle, String id, String name, String note, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            update agreement set state = 'REVIEWED', reviewed_by = :name, review_note = :note,
              reviewed_at = :now
            where id = :id
            """)
        .bind("name", name)
        .bind("note", note)
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  void signing(Handle handle, String id, SigningWay way) {
    handle
        .createUpdate("update agreement set state = 'SIGNING', way = :way where id = :id")
        .bind("way", way)
        .bind("id", id)
        .execute();
  }

  /** Back to a draft: nobody is bound yet. */
  void takenBack(Handle handle, String id) {
    handle
        .createUpdate(
            """
            update agreement set state = 'DRAFT', way = null, sealed_at = null, sealed_by = null
            where id = :id
            """)
        .bind("id", id)
        .execute();
  }

  void sealed(Handle handle, String id, String staffId, OffsetDateTime now) {
    handle
        .createUpdate("update agreement set sealed_by = :by, sealed_at = :now where id = :id")
        .bind("by", staffId)
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  void scanned(Handle handle, String id, String documentId) {
    handle
        .createUpdate("update agreement set scan_document_id = :document where id = :id")
        .bind("document", documentId)
        .bind("id", id)
        .execute();
  }

  void effective(Handle handle, String id, OffsetDateTime at) {
    handle
        .createUpdate("update agreement set state = 'EFFECTIVE', effective_at = :at where id = :id")
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  void state(Handle handle, String id, AgreementState state) {
    handle
        .createUpdate("update agreement set state = :state where id = :id")
        .bind("state", state)
        .bind("id", id)
        .execute();
  }

  private void insertVersion(
      Handle handle,
      String id,
      int version,
      AgreementText text,
      String staffId,
      OffsetDateTime now) {
    handle
        .createUpdate(
            """
            insert into agreement_version (agreement_id, version, text, saved_at, saved_by)
            values (:id, :version, :text, :now, :staffId)
            """)
        .bind("id", id)
        .bind("version", version)
        .bind("text", write(text))
        .bind("now", now)
        .bind("staffId", staffId)
        .execute();
  }

  private AgreementText read(String text) {
    try {
      return json.readValue(text, AgreementText.class);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("A stored agreement cannot be read", damaged);
    }
  }

  private String write(AgreementText text) {
    try {
      return json.writeValueAsString(text);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A version, without its text. */
  record VersionEntry(int version, OffsetDateTime savedAt, String savedBy) {}
}
