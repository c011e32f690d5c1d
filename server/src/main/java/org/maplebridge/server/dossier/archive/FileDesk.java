package org.maplebridge.server.dossier.archive;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Scope;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.file.CaseReader;
import org.maplebridge.server.dossier.file.CaseRecord;
import org.maplebridge.server.dossier.file.Document;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.server.dossier.file.FileItem;
import org.maplebridge.server.dossier.paper.CasePapers;
import org.maplebridge.server.dossier.paper.CasePapers.Filing;
import org.maplebridge.server.dossier.retention.Retention;
import org.maplebridge.server.dossier.retention.RetentionRules;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.org.District;

/** Shows a case's file as it stands: every place of it, what lies there, what is missing. */
public final class FileDesk {

  private final Jdbi jdbi;
  private final CaseReader reader;
  private final ArchiveDesk archive;
  private final DossierStore dossiers;
  private final RetentionRules rules;
  private final PdfWriter pdf;
  private final String centre;
  private final InstantSource clock;

  public FileDesk(
      Jdbi jdbi,
      CaseReader reader,
      ArchiveDesk archive,
      DossierStore dossiers,
      RetentionRules rules,
      PdfWriter pdf,
      String centre,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.reader = reader;
    this.archive = archive;
    this.dossiers = dossiers;
    this.rules = rules;
    this.pdf = pdf;
    this.centre = centre;
    this.clock = clock;
  }

  /**
   * The file of a case.
   *
   * @throws ProblemException {@code case.unknown}
   */
  public FileView view(Staff staff, String caseId, Locale locale) {
    CaseRecord record = reader.read(staff, caseId);
    List<ArchiveDesk.MissingView> missing = archive.missing(record, locale);
    List<CasePapers.Written> written = CasePapers.write(record, filing(staff, record));
    Optional<ArchivedDossier> sealed = jdbi.withHandle(handle -> dossiers.ofCase(handle, caseId));
    boolean open = record.detail().status() != CaseStatus.ARCHIVED;
    return new FileView(
        record.detail().title(),
        CasePapers.number(record.detail()),
        record.detail().status(),
        Arrays.stream(FileItem.values())
            .map(item -> place(item, record, written, missing))
            .toList(),
        record.parties().stream().map(p -> new PartyView(p.id(), p.name())).toList(),
        DocumentKind.allBrought(),
        retention(record),
        sealed.map(SealedView::of),
        open && may(staff, Action.FILE_DOCUMENT),
        record.detail().status() == CaseStatus.CLOSED && may(staff, Action.ARCHIVE_CASE),
        may(staff, Action.HAND_OVER),
        may(staff, Action.HOLD_DOSSIER));
  }

  /**
   * A paper the server writes, as it would be filed now.
   *
   * @throws ProblemException {@code case.unknown}, {@code document.unknown}
   */
  public byte[] paper(Staff staff, String caseId, DocumentKind kind) {
    CaseRecord record = reader.read(staff, caseId);
    return CasePapers.write(record, filing(staff, record)).stream()
        .filter(written -> written.kind() == kind)
        .findFirst()
        .map(written -> pdf.write(written.paper()))
        .orElseThrow(() -> new ProblemException("document.unknown", 404));
  }

  private Filing filing(Staff staff, CaseRecord record) {
    OffsetDateTime now = clock.instant().atZone(District.ZONE).toOffsetDateTime();
    return new Filing(centre, staff.name(), now, retention(record).label());
  }

  private Retention retention(CaseRecord record) {
    String outcome = record.outcome().map(o -> o.status().name()).orElse("*");
    return jdbi.withHandle(handle -> rules.of(handle, record.detail().category(), outcome));
  }

  private static boolean may(Staff staff, Action action) {
    return Permissions.scope(staff.role(), action) != Scope.NONE;
  }

  private static Place place(
      FileItem item,
      CaseRecord record,
      List<CasePapers.Written> written,
      List<ArchiveDesk.MissingView> missing) {
    List<WrittenView> ofServer =
        written.stream()
            .filter(paper -> paper.kind().item() == item)
            .map(paper -> new WrittenView(paper.kind(), paper.paper().title()))
            .toList();
    return new Place(
        item,
        item.number(),
        ofServer,
        record.documents().stream()
            .filter(document -> document.kind().item() == item)
            .map(DocumentView::of)
            .toList(),
        missing.stream()
            .filter(m -> m.item().equals(item.name()))
            .map(ArchiveDesk.MissingView::text)
            .toList());
  }

  /**
   * The file as the page shows it.
   *
   * @param retention how long it will be kept by the rules of today
   */
  public record FileView(
      String title,
      String number,
      CaseStatus status,
      List<Place> places,
      List<PartyView> parties,
      List<DocumentKind> kinds,
      Retention retention,
      Optional<SealedView> sealed,
      boolean mayFile,
      boolean mayArchive,
      boolean mayHandOver,
      boolean mayHold) {}

  /**
   * A place in the file.
   *
   * @param written papers the server writes
   * @param documents papers that were brought in
   * @param missing sentences
   */
  public record Place(
      FileItem item,
      int number,
      List<WrittenView> written,
      List<DocumentView> documents,
      List<String> missing) {}

  /** Somebody whose paper it may be. */
  public record PartyView(String id, String name) {}

  /** A paper of the server's. */
  public record WrittenView(DocumentKind kind, String title) {}

  /** A paper that was brought in. */
  public record DocumentView(
      String id,
      DocumentKind kind,
      String title,
      String mediaType,
      long bytes,
      String sha256,
      Optional<String> partyId,
      OffsetDateTime addedAt,
      String addedBy) {

    static DocumentView of(Document document) {
      return new DocumentView(
          document.id(),
          document.kind(),
          document.title(),
          document.mediaType(),
          document.bytes(),
          document.sha256(),
          document.partyId(),
          document.addedAt(),
          document.addedBy());
    }
  }

  /** What the seal says. */
  public record SealedView(
      OffsetDateTime archivedAt,
      String archivedBy,
      String tagManifestSha256,
      long bytes,
      int files,
      Retention retention,
      Optional<LocalDate> retainUntil,
      Optional<Boolean> verifiedOk,
      Optional<OffsetDateTime> verifiedAt,
      Optional<OffsetDateTime> destroyedAt) {

    static SealedView of(ArchivedDossier dossier) {
      return new SealedView(
          dossier.archivedAt(),
          dossier.archivedBy(),
          dossier.tagManifestSha256(),
          dossier.bytes(),
          dossier.files(),
          dossier.retention(),
          dossier.retainUntil(),
          dossier.verifiedOk(),
          dossier.verifiedAt(),
          dossier.destroyedAt());
    }
  }
}
