package org.maplebridge.server.dossier.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.bag.BagVerifier;
import org.maplebridge.recording.store.RecordingFolder;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.file.CaseReader;
import org.maplebridge.server.dossier.file.CaseRecord;
import org.maplebridge.server.dossier.file.Completeness;
import org.maplebridge.server.dossier.file.DocumentStore;
import org.maplebridge.server.dossier.paper.CasePapers.Filing;
import org.maplebridge.server.dossier.retention.Retention;
import org.maplebridge.server.dossier.retention.RetentionRules;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.org.District;
import org.maplebridge.server.persistence.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives closed cases: checks that the file is complete, seals it as a package, and moves the
 * case to where nobody writes any more. Blocking.
 */
public final class ArchiveDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveDesk.class);

  private final Jdbi jdbi;
  private final CaseDesk cases;
  private final CaseReader reader;
  private final DocumentStore documents;
  private final DossierStore dossiers;
  private final RetentionRules rules;
  private final PdfWriter pdf;
  private final Bagging bagging;
  private final CaseStory story;
  private final AuditLog audit;
  private final Texts texts;
  private final String centre;
  private final Ids ids;
  private final InstantSource clock;

  public ArchiveDesk(
      Jdbi jdbi,
      CaseDesk cases,
      CaseReader reader,
      DocumentStore documents,
      DossierStore dossiers,
      RetentionRules rules,
      PdfWriter pdf,
      Bagging bagging,
      CaseStory story,
      AuditLog audit,
      Texts texts,
      String centre,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.cases = cases;
    this.reader = reader;
    this.documents = documents;
    this.dossiers = dossiers;
    this.rules = rules;
    this.pdf = pdf;
    this.bagging = bagging;
    this.story = story;
    this.audit = audit;
    this.texts = texts;
    this.centre = centre;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Seals a closed case's file.
   *
   * @throws ProblemException {@code case.unknown}, {@code case.not-permitted}, {@code
   *     case.wrong-status}, {@code dossier.incomplete} with the member {@code missing}, {@code
   *     dossier.time-stamp-away}
   */
  public ArchivedDossier archive(Staff staff, String caseId, Locale locale) {
    CaseScope.require(staff, Action.ARCHIVE_CASE);
    CaseRecord record = reader.read(staff, caseId);
    if (record.detail().status() != CaseStatus.CLOSED) {
      throw new ProblemException("case.wrong-status", 409);
    }
    requireComplete(record, locale);
    try {
      return seal(staff, record);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Verifies a sealed dossier now.
   *
   * @throws ProblemException {@code case.unknown}, {@code dossier.not-archived}
   */
  public Verification verify(Staff staff, String caseId) {
    ArchivedDossier dossier = sealed(staff, caseId);
    try {
      Verification result = BagVerifier.selfContained().verify(dossiers.folder(dossier.id()));
      jdbi.useTransaction(
          handle -> {
            dossiers.verified(handle, caseId, result.ok(), now());
            AuditLog.Outcome outcome =
                result.ok() ? AuditLog.Outcome.ALLOWED : AuditLog.Outcome.FAILED;
            audit.record(handle, staff.id(), "dossier.verify", dossier.id(), "", outcome);
          });
      return result;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is missing, in sentences. */
  public List<MissingView> missing(CaseRecord record, Locale locale) {
    return Completeness.missing(record).stream()
        .map(
            missing ->
                new MissingView(
                    missing.item().name(),
                    texts.sentence(
                        "dossier.missing." + missing.what(), locale, missing.about().orElse(""))))
        .toList();
  }

  private ArchivedDossier sealed(Staff staff, String caseId) {
    return jdbi.withHandle(
        handle -> {
          cases.visible(handle, staff, caseId);
          return dossiers
              .ofCase(handle, caseId)
              .filter(dossier -> dossier.destroyedAt().isEmpty())
              .orElseThrow(() -> new ProblemException("dossier.not-archived", 409));
        });
  }

  private void requireComplete(CaseRecord record, Locale locale) {
    List<MissingView> missing = missing(record, locale);
    if (!missing.isEmpty()) {
      throw new ProblemException("dossier.incomplete", 409, missing.size())
          .with("missing", missing);
    }
  }

  private ArchivedDossier seal(Staff staff, CaseRecord record) throws IOException {
    String id = ids.next();
    OffsetDateTime now = now();
    Retention retention = retention(record);
    Path draft = dossiers.draft(id);
    try {
      Files.createDirectories(dossiers.root());
      Filing filing = new Filing(centre, staff.name(), now, retention.label());
      CasePackage papers = CasePackage.of(record, filing, pdf, documents, kind -> true);
      Bagging.Made made =
          bagging.make(draft, id, "人民调解卷宗", record, papers, record.recordings(), now);
      ArchivedDossier dossier =
          new ArchivedDossier(
              record.detail().id(),
              id,
              now,
              staff.name(),
              made.tagManifestSha256(),
              made.bytes(),
              made.files(),
              retention,
              retention.until(now.toLocalDate()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      jdbi.useTransaction(handle -> file(handle, staff, record, dossier));
      LOG.info("Case {} archived as dossier {}", dossier.caseId(), id);
      return dossier;
    } finally {
      Bagging.remove(draft);
    }
  }

  /** The folder takes its place before the commit: a row without a folder never exists. */
  private void file(Handle handle, Staff staff, CaseRecord record, ArchivedDossier dossier)
      throws IOException {
    requireUnchanged(handle, record);
    dossiers.insert(handle, dossier, staff.id());
    story.add(
        handle,
        dossier.caseId(),
        "dossier-sealed",
        Optional.of(staff.name()),
        dossier.tagManifestSha256());
    audit.record(handle, staff.id(), "dossier.archive", dossier.id(), "", AuditLog.Outcome.ALLOWED);
    cases.archived(handle, staff, dossier.caseId());
    Files.move(
        dossiers.draft(dossier.id()),
        dossiers.folder(dossier.id()),
        StandardCopyOption.ATOMIC_MOVE);
    RecordingFolder.force(dossiers.root());
  }

  /** A paper that came while the package was made would be missing in it. */
  private void requireUnchanged(Handle handle, CaseRecord record) {
    String caseId = record.detail().id();
    handle
        .createQuery("select id from dispute where id = :id for update")
        .bind("id", caseId)
        .mapTo(String.class)
        .one();
    if (!documents.of(handle, caseId).equals(record.documents())) {
      throw new ProblemException("dossier.changed", 409);
    }
  }

  private Retention retention(CaseRecord record) {
    String outcome = record.outcome().map(o -> o.status().name()).orElse("*");
    return jdbi.withHandle(handle -> rules.of(handle, record.detail().category(), outcome));
  }

  private OffsetDateTime now() {
    return clock.instant().atZone(District.ZONE).toOffsetDateTime();
  }

  /**
   * @param item the place in the file
   * @param text a sentence in the reader's language
   */
  public record MissingView(String item, String text) {}
}
