package org.maplebridge.server.dossier.archive;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.maplebridge.server.dossier.retention.Retention;

/**
 * A sealed dossier as it lies in its table.
 *
 * @param id names its folder
 * @param archivedBy the archivist's name
 * @param retainUntil the last day it is kept; empty for ever
 */
public record ArchivedDossier(
    String caseId,
    String id,
    OffsetDateTime archivedAt,
    String archivedBy,
    String tagManifestSha256,
    long bytes,
    int files,
    Retention retention,
    Optional<LocalDate> retainUntil,
    Optional<Boolean> verifiedOk,
    Optional<OffsetDateTime> verifiedAt,
    Optional<OffsetDateTime> destroyedAt) {}
