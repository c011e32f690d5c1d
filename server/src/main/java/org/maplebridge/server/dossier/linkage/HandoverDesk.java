package org.maplebridge.server.dossier.linkage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.archive.ArchivedDossier;
import org.maplebridge.server.dossier.archive.Bagging;
import org.maplebridge.server.dossier.archive.CasePackage;
import org.maplebridge.server.dossier.archive.DossierStore;
import org.maplebridge.server.dossier.file.CaseReader;
import org.maplebridge.server.dossier.file.CaseRecord;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.server.dossier.file.DocumentStore;
import org.maplebridge.server.dossier.linkage.HandoverStore.Handover;
import org.maplebridge.server.dossier.paper.CasePapers.Filing;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.org.District;
import org.maplebridge.server.persistence.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes packages of a case's papers for courts and other offices, each with what its linkage takes
 * and nothing more, and writes down what came back. Blocking.
 */
public final class HandoverDesk {
  private static final Logger LOG = LoggerFactory.getLogger(HandoverDesk.class);
  private static final int LONGEST = 200;

  private final Jdbi jdbi;
  private final CaseDesk cases;
  private final CaseReader reader;
  private final DocumentStore documents;
  private final DossierStore dossiers;
  private final PdfWriter pdf;
  private final Bagging bagging;
  private final CaseStory story;
  private final AuditLog audit;
  private final Path folder;
  private final String centre;
  private final Ids ids;
  private final InstantSource clock;
  private final HandoverStore handovers = new HandoverStore();

  /**
   * @param folder where packages lie until they are fetched
   */
  public HandoverDesk(
      Jdbi jdbi,
      CaseDesk cases,
      CaseReader reader,
      DocumentStore documents,
      DossierStore dossiers,
      PdfWriter pdf,
      Bagging bagging,
      CaseStory story,
      AuditLog audit,
      Path folder,
      String centre,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.cases = cases;
    this.reader = reader;
    this.documents = documents;
    this.dossiers = dossiers;
    this.pdf = pdf;
    this.bagging = bagging;
    this.story = story;
    this.audit = audit;
    this.folder = folder;
    this.centre = centre;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes a package.
   *
   * @throws ProblemException {@code case.unknown}, {@code case.not-permitted}, {@code
   *     handover.bad-recipient}, {@code handover.bad-purpose}, {@code handover.records-never},
   *     {@code handover.no-consent}, {@code dossier.time-stamp-away}
   */
  public HandoverView make(Staff staff, String caseId, NewHandover wanted) {
    CaseScope.require(staff, Action.HAND_OVER);
    String recipient = text(wanted.recipient(), "handover.bad-recipient");
    String purpose = text(wanted.purpose(), "handover.bad-purpose");
    CaseRecord record = reader.read(staff, caseId);
    requireConsent(record, wanted);
    try {
      String id = ids.next();
      OffsetDateTime now = now();
      Bagging.Made made = bag(staff, record, wanted, id, now);
      Handover handover =
          new Handover(
              id,
              caseId,
              wanted.kind(),
              recipient,
              purpose,
              wanted.withRecords(),
              now,
              staff.name(),
              made.tagManifestSha256(),
              Optional.empty(),
              Optional.empty());
      jdbi.useTransaction(
          handle -> {
            handovers.insert(handle, handover, staff.id());
            story.add(handle, caseId, "handed-over", Optional.of(staff.name()), recipient, purpose);
            audit.record(
                handle, staff.id(), "handover.make", id, purpose, AuditLog.Outcome.ALLOWED);
          });
      LOG.info("Case {} handed over as package {} for {}", caseId, id, wanted.kind());
      return HandoverView.of(handover);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * The package as one ZIP file; audited.
   *
   * @throws ProblemException {@code case.unknown}, {@code handover.unknown}
   */
  public Path file(Staff staff, String caseId, String id) {
    CaseScope.require(staff, Action.HAND_OVER);
    jdbi.useTransaction(
        handle -> {
          cases.visible(handle, staff, caseId);
          if (handovers.find(handle, caseId, id).isEmpty()) {
            throw unknown();
          }
          audit.record(handle, staff.id(), "handover.fetch", id, "", AuditLog.Outcome.ALLOWED);
        });
    return zip(id);
  }

  /**
   * Writes down the other side's answer.
   *
   * @throws ProblemException {@code case.unknown}, {@code handover.unknown}, {@code
   *     handover.bad-answer}
   */
  public void answered(Staff staff, String caseId, String id, String answer) {
    CaseScope.require(staff, Action.HAND_OVER);
    String words = text(answer, "handover.bad-answer");
    jdbi.useTransaction(
        handle -> {
          cases.visible(handle, staff, caseId);
          Handover handover = handovers.find(handle, caseId, id).orElseThrow(HandoverDesk::unknown);
          handovers.answered(handle, id, words, now());
          story.add(
              handle, caseId, "handover-answered", Optional.empty(), handover.recipient(), words);
          audit.record(handle, staff.id(), "handover.answer", id, "", AuditLog.Outcome.ALLOWED);
        });
  }

  /**
   * The packages of a case, oldest first.
   *
   * @throws ProblemException {@code case.unknown}
   */
  public List<HandoverView> of(Staff staff, String caseId) {
    return jdbi.withHandle(
        handle -> {
          cases.visible(handle, staff, caseId);
          return handovers.of(handle, caseId).stream().map(HandoverView::of).toList();
        });
  }

  /** Parties who have not agreed to handing over what tells of the mediation. */
  public static List<String> withoutConsent(CaseRecord record) {
    return record.parties().stream()
        .filter(
            party ->
                record.documents(DocumentKind.DISCLOSURE_CONSENT).stream()
                    .noneMatch(d -> d.partyId().equals(Optional.of(party.id()))))
        .map(Party::name)
        .toList();
  }

  private static void requireConsent(CaseRecord record, NewHandover wanted) {
    if (!wanted.withRecords()) {
      return;
    }
    if (!wanted.kind().recordsPossible()) {
      throw new ProblemException("handover.records-never", 409);
    }
    List<String> without = withoutConsent(record);
    if (!without.isEmpty()) {
      throw new ProblemException("handover.no-consent", 409, String.join("、", without));
    }
  }

  private Bagging.Made bag(
      Staff staff, CaseRecord record, NewHandover wanted, String id, OffsetDateTime now)
      throws IOException {
    Files.createDirectories(folder);
    Path bag = folder.resolve(id);
    Predicate<DocumentKind> taken = kind -> wanted.kind().takes(kind, wanted.withRecords());
    List<SealedRecording> recordings = wanted.withRecords() ? record.recordings() : List.of();
    try {
      Bagging.Made made =
          bagging.make(bag, id, "移送材料", record, papers(staff, record, taken, now), recordings, now);
      ZipFiles.write(bag, zip(id));
      return made;
    } finally {
      Bagging.remove(bag);
    }
  }

  /** Of an archived case the papers as they were sealed, else as they can be written now. */
  private CasePackage papers(
      Staff staff, CaseRecord record, Predicate<DocumentKind> taken, OffsetDateTime now)
      throws IOException {
    Optional<ArchivedDossier> sealed =
        jdbi.withHandle(handle -> dossiers.ofCase(handle, record.detail().id()));
    if (sealed.isPresent()) {
      if (sealed.get().destroyedAt().isPresent()) {
        throw new ProblemException("dossier.destroyed", 410);
      }
      return CasePackage.ofSealed(dossiers.folder(sealed.get().id()), taken);
    }
    Filing filing = new Filing(centre, staff.name(), now, "未归档");
    return CasePackage.of(record, filing, pdf, documents, taken);
  }

  private Path zip(String id) {
    return folder.resolve(id + ".zip");
  }

  private static String text(String raw, String problem) {
    String text = raw.strip();
    if (text.length() < 2 || text.length() > LONGEST) {
      throw new ProblemException(problem, 422);
    }
    return text;
  }

  private OffsetDateTime now() {
    return clock.instant().atZone(District.ZONE).toOffsetDateTime();
  }

  private static ProblemException unknown() {
    return new ProblemException("handover.unknown", 404);
  }

  /**
   * A package to be made.
   *
   * @param withRecords whether minutes and recordings go too, which every party must have agreed to
   */
  public record NewHandover(Linkage kind, String recipient, String purpose, boolean withRecords) {}

  /** A package as the page shows it. */
  public record HandoverView(
      String id,
      Linkage kind,
      String recipient,
      String purpose,
      boolean withRecords,
      OffsetDateTime madeAt,
      String madeBy,
      String tagManifestSha256,
      Optional<String> answer) {

    static HandoverView of(Handover handover) {
      return new HandoverView(
          handover.id(),
          handover.kind(),
          handover.recipient(),
          handover.purpose(),
          handover.withRecords(),
          handover.madeAt(),
          handover.madeBy(),
          handover.tagManifestSha256(),
          handover.answer());
    }
  }
}
