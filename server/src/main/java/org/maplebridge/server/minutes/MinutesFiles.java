package org.maplebridge.server.minutes;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.signing.LinkedParty;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.SigningDesk;

/**
 * The finished file of signed minutes: made after the transaction in which they were completed, and
 * at the next reading if the server stopped between the two. Blocking.
 */
public final class MinutesFiles {
  private final Jdbi jdbi;
  private final MinutesStore store;
  private final MinutesReader reader;
  private final MinutesDesk desk;
  private final SigningDesk signing;
  private final PaperDesk papers;
  private final DocumentDesk documents;
  private final PdfWriter pdf;
  private final AuditLog audit;
  private final Texts texts;

  MinutesFiles(
      Jdbi jdbi,
      MinutesStore store,
      MinutesReader reader,
      MinutesDesk desk,
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
   * The file, for staff.
   *
   * @throws ProblemException {@code minutes.unknown}, {@code minutes.no-file}
   */
  public byte[] finished(Staff staff, String id) {
    ensure(id);
    return jdbi.inTransaction(
        handle -> content(handle, desk.toRead(handle, staff, id), staff.id()));
  }

  /**
   * The file, for a party or whoever else reads all of it.
   *
   * @throws ProblemException {@code papers.*}, {@code minutes.unknown}, {@code minutes.no-file}
   */
  public byte[] finished(String code, PaperDesk.Address from, String id) {
    LinkedParty party = jdbi.inTransaction(handle -> papers.party(handle, code, from));
    return jdbi.inTransaction(
        handle -> {
          MinutesRow row = desk.ofParty(handle, party, id);
          if (party.seat().flatMap(seat -> MinutesForm.ownPart(seat.role())).isPresent()) {
            throw new ProblemException("minutes.no-file", 404);
          }
          return content(handle, row, party.id());
        });
  }

  /**
   * The pages being signed or signed, for staff.
   *
   * @throws ProblemException {@code minutes.unknown}, {@code signing.not-open}
   */
  public List<MinutesDocument.Page> pages(Staff staff, String id) {
    return jdbi.inTransaction(
        handle -> {
          MinutesRow row = desk.toRead(handle, staff, id);
          audit.record(handle, staff.id(), "minutes.read", id, "pages", AuditLog.Outcome.ALLOWED);
          return reader
              .round(handle, row)
              .map(round -> reader.document(round).pages())
              .orElseThrow(() -> new ProblemException("signing.not-open", 409));
        });
  }

  /** Makes the file of completed minutes, if it is not there yet. */
  void ensure(String id) {
    Optional<Ready> ready = jdbi.inTransaction(handle -> ready(handle, id));
    ready.ifPresent(this::make);
  }

  private Optional<Ready> ready(Handle handle, String id) {
    return store
        .find(handle, id)
        .filter(row -> row.state() == MinutesRow.State.SIGNED)
        .flatMap(
            row ->
                reader
                    .round(handle, row)
                    .filter(round -> signing.file(handle, round).isEmpty())
                    .map(round -> new Ready(row, round, signing.signatures(handle, round.id()))));
  }

  /** Written outside of a transaction: embedding the font takes a moment. */
  private void make(Ready ready) {
    MinutesDocument document = reader.document(ready.round());
    SigningDesk.Draft draft =
        signing.draft(
            ready.round(),
            verification ->
                pdf.write(MinutesPaper.signed(document, ready.signatures(), verification)));
    var dated =
        ready.signatures().stream().map(Signature::at).max(Comparator.naturalOrder()).orElseThrow();
    jdbi.useTransaction(
        handle -> {
          store.lock(handle, ready.row().id());
          if (signing.file(handle, ready.round()).isEmpty()) {
            signing.finish(handle, ready.round(), document.number(), dated, draft);
            documents.keep(
                handle,
                new DocumentDesk.Kept(
                    ready.row().caseId(),
                    ready.row().form().kind(),
                    texts.sentence(
                        "minutes.document-title-" + ready.row().form(), Locale.SIMPLIFIED_CHINESE),
                    ready.row().begunBy()),
                draft.content());
          }
        });
  }

  private byte[] content(Handle handle, MinutesRow row, String actor) {
    byte[] content =
        reader
            .round(handle, row)
            .flatMap(round -> signing.file(handle, round))
            .map(file -> signing.content(handle, file))
            .orElseThrow(() -> new ProblemException("minutes.no-file", 404));
    audit.record(handle, actor, "minutes.read-file", row.id(), "", AuditLog.Outcome.ALLOWED);
    return content;
  }

  private record Ready(MinutesRow row, Round round, List<Signature> signatures) {}
}
