package org.maplebridge.server.dossier.file;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseRow;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;

/** Brings papers into a case's file and takes them out again. Blocking. */
public final class DocumentDesk {
  private static final int LONGEST_TITLE = 100;

  private final Jdbi jdbi;
  private final CaseDesk cases;
  private final CaseStore caseStore;
  private final DocumentStore documents;
  private final CaseStory story;
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;

  public DocumentDesk(
      Jdbi jdbi,
      CaseDesk cases,
      CaseStore caseStore,
      DocumentStore documents,
      CaseStory story,
      AuditLog audit,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.cases = cases;
    this.caseStore = caseStore;
    this.documents = documents;
    this.story = story;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Brings a paper in.
   *
   * @param wanted what it is said to be; the content says what type it has
   * @throws ProblemException {@code case.unknown}, {@code case.not-permitted}, {@code
   *     dossier.archived}, {@code document.*}
   */
  public Document add(Staff staff, String caseId, NewDocument wanted, byte[] content) {
    CaseScope.require(staff, Action.FILE_DOCUMENT);
    String title = wanted.title().strip();
    if (!wanted.kind().brought()) {
      throw new ProblemException("document.written", 422);
    }
    if (title.isEmpty() || title.length() > LONGEST_TITLE) {
      throw new ProblemException("document.bad-title", 422);
    }
    String mediaType = UploadCheck.mediaType(content);
    Document document =
        new Document(
            ids.next(),
            caseId,
            wanted.kind(),
            title,
            mediaType,
            content.length,
            Hashing.hex(content),
            wanted.partyId(),
            now(),
            staff.name());
    return jdbi.inTransaction(
        handle -> {
          open(handle, staff, caseId);
          checkParty(handle, document);
          documents.write(document.id(), content);
          documents.insert(handle, document, staff.id());
          told(handle, staff, document, "document-added", "document.add");
          return document;
        });
  }

  /**
   * Keeps a paper the house itself made or was handed, in the transaction of what it belongs to;
   * whoever calls has asked for the permission.
   *
   * @throws ProblemException {@code document.*}
   */
  public Document keep(Handle handle, Kept kept, byte[] content) {
    String mediaType = UploadCheck.mediaType(content);
    Document document =
        new Document(
            ids.next(),
            kept.caseId(),
            kept.kind(),
            kept.title(),
            mediaType,
            content.length,
            Hashing.hex(content),
            Optional.empty(),
            now(),
            "");
    documents.write(document.id(), content);
    documents.insert(handle, document, kept.staffId());
    audit.record(
        handle, kept.staffId(), "document.add", document.id(), "", AuditLog.Outcome.ALLOWED);
    return document;
  }

  /**
   * Takes a paper out of the list.
   *
   * @throws ProblemException {@code case.unknown}, {@code document.unknown}, {@code
   *     dossier.archived}
   */
  public void withdraw(Staff staff, String caseId, String id) {
    CaseScope.require(staff, Action.FILE_DOCUMENT);
    jdbi.useTransaction(
        handle -> {
          open(handle, staff, caseId);
          Document document = documents.find(handle, caseId, id).orElseThrow(DocumentDesk::unknown);
          documents.withdraw(handle, id, staff.id(), now());
          told(handle, staff, document, "document-withdrawn", "document.withdraw");
        });
  }

  /**
   * A paper's contents; audited.
   *
   * @throws ProblemException {@code case.unknown}, {@code document.unknown}
   */
  public Contents contents(Staff staff, String caseId, String id) {
    return jdbi.inTransaction(
        handle -> {
          cases.visible(handle, staff, caseId);
          Document document = documents.find(handle, caseId, id).orElseThrow(DocumentDesk::unknown);
          audit.record(handle, staff.id(), "document.read", id, "", AuditLog.Outcome.ALLOWED);
          return new Contents(documents.contents(id), document.mediaType());
        });
  }

  /** A paper of a case; empty where it is not there or was withdrawn. */
  public Optional<Document> find(Handle handle, String caseId, String id) {
    return documents.find(handle, caseId, id);
  }

  /**
   * A paper's contents for somebody it was shared with, who need not see the case; audited. Whoever
   * calls has asked whether it was.
   *
   * @throws ProblemException {@code document.unknown}
   */
  public Contents shared(Handle handle, Staff staff, String caseId, String id) {
    Document document = documents.find(handle, caseId, id).orElseThrow(DocumentDesk::unknown);
    audit.record(handle, staff.id(), "document.read", id, "shared", AuditLog.Outcome.ALLOWED);
    return new Contents(documents.contents(id), document.mediaType());
  }

  private void open(Handle handle, Staff staff, String caseId) {
    CaseRow row = cases.visible(handle, staff, caseId);
    if (row.status() == CaseStatus.ARCHIVED) {
      throw new ProblemException("dossier.archived", 409);
    }
  }

  /** One party's paper says whose it is, and nobody else's does. */
  private void checkParty(Handle handle, Document document) {
    boolean known =
        document.partyId().isPresent()
            && caseStore.parties(handle, document.caseId()).stream()
                .anyMatch(party -> Optional.of(party.id()).equals(document.partyId()));
    boolean wrong = document.kind().ofOneParty() ? !known : document.partyId().isPresent();
    if (wrong) {
      throw new ProblemException("document.bad-party", 422);
    }
  }

  private void told(Handle handle, Staff staff, Document document, String what, String action) {
    story.add(handle, document.caseId(), what, Optional.of(staff.name()), document.title());
    audit.record(handle, staff.id(), action, document.id(), "", AuditLog.Outcome.ALLOWED);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static ProblemException unknown() {
    return new ProblemException("document.unknown", 404);
  }

  /** The kinds people may bring in, in the order of the file. */
  public static List<DocumentKind> kinds() {
    return DocumentKind.allBrought();
  }

  /** A paper to be kept. */
  public record Kept(String caseId, DocumentKind kind, String title, String staffId) {}

  /** A paper to be brought in. */
  public record NewDocument(DocumentKind kind, String title, Optional<String> partyId) {}

  /** Where a paper's contents lie and what they are. */
  public record Contents(Path file, String mediaType) {}
}
