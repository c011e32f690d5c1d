package org.maplebridge.server.dossier.archive;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Sealed dossiers: SQL, and the folders they lie in. */
public final class DossierStore {
  private static final String SELECT =
      """
      select d.case_id, d.id, d.archived_at, s.name as archived_by, d.tag_manifest_sha256, d.bytes,
        d.files, d.retention, d.retain_until, d.verified_ok, d.verified_at, d.destroyed_at
      from dossier d join staff s on s.id = d.archived_by
      """;

  private final Path root;

  /**
   * @param root holds a folder per dossier
   */
  public DossierStore(Path root) {
    this.root = root;
  }

  /** Where a dossier lies. */
  public Path folder(String dossierId) {
    return root.resolve(dossierId);
  }

  /** Where one lies while it is being made. */
  Path draft(String dossierId) {
    return root.resolve(dossierId + ".part");
  }

  Path root() {
    return root;
  }

  public Optional<ArchivedDossier> ofCase(Handle handle, String caseId) {
    return handle
        .createQuery(SELECT + "where d.case_id = :id")
        .bind("id", caseId)
        .map(ConstructorMapper.of(ArchivedDossier.class))
        .findOne();
  }

  void insert(Handle handle, ArchivedDossier dossier, String staffId) {
    handle
        .createUpdate(
            """
            insert into dossier (case_id, id, archived_at, archived_by, tag_manifest_sha256, bytes,
              files, retention, retain_until)
            values (:caseId, :id, :archivedAt, :staffId, :tagManifestSha256, :bytes, :files,
              :retention, :retainUntil)
            """)
        .bindMethods(dossier)
        .bind("retainUntil", dossier.retainUntil())
        .bind("staffId", staffId)
        .execute();
  }

  void verified(Handle handle, String caseId, boolean ok, OffsetDateTime at) {
    handle
        .createUpdate("update dossier set verified_ok = :ok, verified_at = :at where case_id = :id")
        .bind("ok", ok)
        .bind("at", at)
        .bind("id", caseId)
        .execute();
  }
}
