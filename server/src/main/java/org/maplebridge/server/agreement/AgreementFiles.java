package org.maplebridge.server.agreement;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.file.Document;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.signing.LinkedParty;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.SealedFile;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.SigningDesk;

/**
 * The files of agreements: the paper to print, the finished document with its signatures, the scan.
 * A finished document is made after the transaction in which the agreement took effect, and at the
 * next reading if the server stopped between the two. Blocking.
 */
public final class AgreementFiles {
  private static final Set<String> SCAN_TYPES =
      Set.of("application/pdf", "image/png", "image/jpeg");

  private final Jdbi jdbi;
  private final AgreementStore store;
  private final AgreementReader reader;
  private final AgreementDesk desk;
  private final SigningDesk signing;
  private final PaperDesk papers;
  private final DocumentDesk documents;
  private final PdfWriter pdf;
  private final AuditLog audit;
  private final Texts texts;

  AgreementFiles(
      Jdbi jdbi,
      AgreementStore store,
      AgreementReader reader,
      AgreementDesk desk,
      SigningDesk signing,
      PaperDesk papers,
      DocumentDesk documents,
      PdfWriter pdf,
      AuditLog audit,
      Texts texts) {
    this.jdbi = jdbi;
    this.store = store;
    this.reader = reader;
    this.desk = desk;
    this.signing = signing;
    this.papers = papers;
    this.documents = documents;
    this.pdf = pdf;
    this.audit = audit;
    this.texts = texts;
  }

  /**
   * The paper to print and sign by hand.
   *
   * @throws ProblemException {@code agreement.unknown}, {@code signing.not-open}
   */
  public byte[] toPrint(Staff staff, String id) {
    Round round =
        jdbi.inTransaction(
            handle -> {
              desk.readable(handle, staff, id);
              audit.record(handle, staff.id(), "agreement.print", id, "", AuditLog.Outcome.ALLOWED);
              return signing.held(handle, Round.Kind.AGREEMENT, id);
            });
    return pdf.write(AgreementPaper.toPrint(reader.document(round), round.sha256()));
  }

  /**
   * The finished document, for staff.
   *
   * @throws ProblemException {@code agreement.unknown}, {@code agreement.no-file}
   */
  public byte[] finished(Staff staff, String id) {
    ensure(id);
    return jdbi.inTransaction(
        handle -> {
          AgreementRow row = desk.readable(handle, staff, id);
          return content(handle, row, staff.id());
        });
  }

  /**
   * The finished document, for a party.
   *
   * @throws ProblemException {@code papers.*}, {@code agreement.unknown}, {@code agreement.no-file}
   */
  public byte[] finished(String code, PaperDesk.Address from, String id) {
    LinkedParty party = jdbi.inTransaction(handle -> papers.party(handle, code, from));
    return jdbi.inTransaction(
        handle -> {
          AgreementRow row =
              store
                  .find(handle, id)
                  .filter(r -> party.isParty() && r.caseId().equals(party.caseId()))
                  .orElseThrow(AgreementDesk::unknown);
          return content(handle, row, party.id());
        });
  }

  /** Makes the finished document of an agreement that took effect, if it is not there yet. */
  void ensure(String id) {
    Optional<Ready> ready = jdbi.inTransaction(handle -> ready(handle, id));
    ready.ifPresent(this::make);
  }

  String keepScan(Handle handle, AgreementRow row, Staff staff, byte[] scan) {
    Document kept = documents.keep(handle, kept(row, staff.id()), scan);
    if (!SCAN_TYPES.contains(kept.mediaType())) {
      throw new ProblemException("agreement.bad-scan", 415);
    }
    return kept.id();
  }

  void sealScan(Handle handle, Round round, String number, OffsetDateTime signedAt, byte[] scan) {
    signing.finish(handle, round, number, signedAt, signing.draft(round, verification -> scan));
  }

  private Optional<Ready> ready(Handle handle, String id) {
    return store
        .find(handle, id)
        .filter(row -> row.way().equals(Optional.of(SigningWay.ELECTRONIC)))
        .filter(row -> row.effectiveAt().isPresent())
        .flatMap(
            row ->
                reader
                    .round(handle, row)
                    .filter(round -> signing.file(handle, round).isEmpty())
                    .map(round -> new Ready(row, round, signing.signatures(handle, round.id()))));
  }

  /** Written outside of a transaction: embedding the font takes a moment. */
  private void make(Ready ready) {
    AgreementDocument document = reader.document(ready.round());
    OffsetDateTime effectiveAt = ready.row().effectiveAt().orElseThrow();
    SigningDesk.Draft draft =
        signing.draft(
            ready.round(),
            verification ->
                pdf.write(
                    AgreementPaper.signed(
                        document,
                        ready.signatures(),
                        ready.row().sealedAt(),
                        effectiveAt,
                        verification)));
    jdbi.useTransaction(
        handle -> {
          store.lock(handle, ready.row().id());
          if (signing.file(handle, ready.round()).isEmpty()) {
            signing.finish(handle, ready.round(), document.number(), effectiveAt, draft);
            documents.keep(handle, kept(ready.row(), ready.row().begunBy()), draft.content());
          }
        });
  }

  private byte[] content(Handle handle, AgreementRow row, String reader_) {
    SealedFile file =
        reader
            .round(handle, row)
            .flatMap(round -> signing.file(handle, round))
            .orElseThrow(() -> new ProblemException("agreement.no-file", 404));
    audit.record(handle, reader_, "agreement.read-file", row.id(), "", AuditLog.Outcome.ALLOWED);
    return signing.content(handle, file);
  }

  private DocumentDesk.Kept kept(AgreementRow row, String staffId) {
    return new DocumentDesk.Kept(
        row.caseId(),
        DocumentKind.AGREEMENT,
        texts.sentence("agreement.document-title", Locale.SIMPLIFIED_CHINESE),
        staffId);
  }

  private record Ready(AgreementRow row, Round round, List<Signature> signatures) {}
}
