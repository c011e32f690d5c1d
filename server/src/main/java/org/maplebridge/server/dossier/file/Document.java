package org.maplebridge.server.dossier.file;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A paper that was brought in.
 *
 * @param id unguessable; names its contents in the data folder
 * @param partyId whose it is, where it is one party's
 * @param addedBy the member of staff's name
 */
public record Document(
    String id,
    String caseId,
    DocumentKind kind,
    String title,
    String mediaType,
    long bytes,
    String sha256,
    Optional<String> partyId,
    OffsetDateTime addedAt,
    String addedBy) {

  /** The end of its file's name. */
  public String extension() {
    return UploadCheck.extension(mediaType);
  }
}
