package org.maplebridge.server.dossier.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.recording.store.RecordingFolder;

/**
 * Papers that were brought in: SQL, and their contents in the data folder under their ids. Methods
 * with a handle work within the caller's transaction.
 */
public final class DocumentStore {
  private static final String SELECT =
      """
      select c.id, c.case_id, c.kind, c.title, c.media_type, c.bytes, c.sha256, c.party_id,
        c.added_at, s.name as added_by
      from document c join staff s on s.id = c.added_by
      """;

  private final Path folder;

  /**
   * @param folder where contents lie; made where it is missing
   */
  public DocumentStore(Path folder) {
    this.folder = folder;
  }

  /** The papers of a case that count, oldest first. */
  public List<Document> of(Handle handle, String caseId) {
    return handle
        .createQuery(
            SELECT + "where c.case_id = :id and c.withdrawn_at is null order by c.added_at, c.id")
        .bind("id", caseId)
        .map(ConstructorMapper.of(Document.class))
        .list();
  }

  Optional<Document> find(Handle handle, String caseId, String id) {
    return handle
        .createQuery(SELECT + "where c.id = :id and c.case_id = :caseId and c.withdrawn_at is null")
        .bind("id", id)
        .bind("caseId", caseId)
        .map(ConstructorMapper.of(Document.class))
        .findOne();
  }

  void insert(Handle handle, Document document, String staffId) {
    handle
        .createUpdate(
            """
            insert into document (id, case_id, kind, title, media_type, bytes, sha256, party_id,
              added_at, added_by)
            values (:id, :caseId, :kind, :title, :mediaType, :bytes, :sha256, :partyId, :addedAt,
              :staffId)
            """)
        .bindMethods(document)
        .bind("partyId", document.partyId())
        .bind("staffId", staffId)
        .execute();
  }

  void withdraw(Handle handle, String id, String staffId, OffsetDateTime at) {
    handle
        .createUpdate(
            "update document set withdrawn_at = :at, withdrawn_by = :staffId where id = :id")
        .bind("at", at)
        .bind("staffId", staffId)
        .bind("id", id)
        .execute();
  }

  /** Where a paper's contents lie. */
  public Path contents(String id) {
    return folder.resolve(id);
  }

  /** Written whole before its row is: a crash leaves a file nobody knows, never half a paper. */
  void write(String id, byte[] content) {
    try {
      Files.createDirectories(folder);
      RecordingFolder.writeWhole(contents(id), content);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
