package org.maplebridge.server.minutes;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.signing.LinkedParty;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.SealedFile;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.SigningDesk;

/** Minutes as a party reads them by their link: shared ones, with their own wishes. Blocking. */
public final class PartyMinutes {
  private final Jdbi jdbi;
  private final MinutesStore store;
  private final MinutesReader reader;
  private final SigningDesk signing;
  private final PaperDesk papers;
  private final AuditLog audit;

  PartyMinutes(
      Jdbi jdbi,
      MinutesStore store,
      MinutesReader reader,
      SigningDesk signing,
      PaperDesk papers,
      AuditLog audit) {
    this.jdbi = jdbi;
    this.store = store;
    this.reader = reader;
    this.signing = signing;
    this.papers = papers;
    this.audit = audit;
  }

  /**
   * Newest first; audited once per version read.
   *
   * @param known versions the page shows already, as {@code id:version}; their text is not sent
   *     again
   * @throws org.maplebridge.server.http.ProblemException {@code papers.unknown}, {@code
   *     papers.ended}
   */
  public List<PartyView> of(String code, PaperDesk.Address from, List<String> known) {
    LinkedParty party = jdbi.inTransaction(handle -> papers.party(handle, code, from));
    return jdbi.inTransaction(
        handle ->
            store.shared(handle, party.caseId()).stream()
                .filter(row -> MinutesDesk.mayRead(row, party))
                .flatMap(row -> view(handle, row, party, known).stream())
                .toList());
  }

  /** Empty for a witness or an appraiser who has no testimony in it: others' is not theirs. */
  private Optional<PartyView> view(
      Handle handle, MinutesRow row, LinkedParty party, List<String> known) {
    Optional<Round> round = reader.round(handle, row);
    Optional<MinutesDocument> document = round.map(reader::document);
    Optional<MinutesDocument.Person> signer = document.flatMap(d -> d.linked(party.id()));
    Optional<String> part = party.seat().flatMap(seat -> MinutesForm.ownPart(seat.role()));
    if (part.isPresent() && signer.isEmpty()) {
      return Optional.empty();
    }
    boolean fresh = !known.contains(row.id() + ":" + row.version());
    if (fresh) {
      audit.record(
          handle,
          party.id(),
          "minutes.read",
          row.id(),
          "v" + row.version(),
          AuditLog.Outcome.ALLOWED);
    }
    return Optional.of(
        new PartyView(
            row.id(),
            row.form(),
            row.state(),
            row.version(),
            fresh ? Optional.of(parts(handle, row, part)) : Optional.empty(),
            store.corrections(handle, row.id()).stream()
                .filter(c -> c.askedBy().equals(party.id()))
                .map(c -> new Wish(c.text(), c.askedAt(), c.accepted(), c.answer()))
                .toList(),
            signer.flatMap(person -> document.map(d -> d.pagesOf(person))),
            round.map(Round::sha256),
            signer.isPresent(),
            round.flatMap(r -> mine(handle, r, party)),
            round
                .filter(r -> part.isEmpty())
                .flatMap(r -> signing.file(handle, r))
                .map(SealedFile::id)));
  }

  /** All parts, or the one part that is somebody's own. */
  private List<MinutesText.Part> parts(Handle handle, MinutesRow row, Optional<String> part) {
    return store.text(handle, row.id(), row.version()).parts().stream()
        .filter(one -> part.map(one.where()::equals).orElse(true))
        .toList();
  }

  private Optional<Signature.Decision> mine(Handle handle, Round round, LinkedParty party) {
    return signing.signatures(handle, round.id()).stream()
        .filter(s -> s.signerId().equals(party.id()))
        .map(Signature::decision)
        .findFirst();
  }

  /**
   * Minutes in a party's eyes.
   *
   * @param parts absent when the page has this version
   * @param pages what is to be signed, page by page, once signing has begun
   * @param signer whether this party signs them
   */
  record PartyView(
      String id,
      MinutesForm form,
      MinutesRow.State state,
      int version,
      Optional<List<MinutesText.Part>> parts,
      List<Wish> corrections,
      Optional<List<MinutesDocument.Page>> pages,
      Optional<String> sha256,
      boolean signer,
      Optional<Signature.Decision> decision,
      Optional<String> fileId) {}

  /** A wish of one's own and its answer. */
  record Wish(
      String text, OffsetDateTime askedAt, Optional<Boolean> accepted, Optional<String> answer) {}
}
