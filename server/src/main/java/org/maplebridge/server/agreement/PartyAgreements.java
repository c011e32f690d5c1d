package org.maplebridge.server.agreement;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.PartySide;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.signing.LinkedParty;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.SealedFile;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.Signer;
import org.maplebridge.server.signing.SigningDesk;

/** Agreements as a party sees them by their link: once they are to be signed. Blocking. */
public final class PartyAgreements {
  private final Jdbi jdbi;
  private final AgreementStore store;
  private final AgreementReader reader;
  private final SigningDesk signing;
  private final PaperDesk papers;
  private final AuditLog audit;
  private final Texts texts;

  PartyAgreements(
      Jdbi jdbi,
      AgreementStore store,
      AgreementReader reader,
      SigningDesk signing,
      PaperDesk papers,
      AuditLog audit,
      Texts texts) {
    this.jdbi = jdbi;
    this.store = store;
    this.reader = reader;
    this.signing = signing;
    this.papers = papers;
    this.audit = audit;
    this.texts = texts;
  }

  /**
   * Newest first; audited.
   *
   * @throws ProblemException {@code papers.unknown}, {@code papers.ended}
   */
  public List<PartyView> of(String code, PaperDesk.Address from, Locale locale) {
    LinkedParty party = jdbi.inTransaction(handle -> papers.party(handle, code, from));
    return jdbi.inTransaction(
        handle ->
            store.ofCase(handle, party.caseId()).stream()
                .filter(row -> party.isParty())
                .filter(row -> row.way().equals(Optional.of(SigningWay.ELECTRONIC)))
                .flatMap(row -> view(handle, row, party, locale).stream())
                .toList());
  }

  private Optional<PartyView> view(
      Handle handle, AgreementRow row, LinkedParty party, Locale locale) {
    return reader
        .round(handle, row)
        .map(
            round -> {
              audit.recordReading(
                  handle, party.id(), "agreement.read", row.id(), "v" + row.version());
              return view(handle, row, round, party, locale);
            });
  }

  private PartyView view(
      Handle handle, AgreementRow row, Round round, LinkedParty party, Locale locale) {
    AgreementDocument document = reader.document(round);
    List<Signature> given = signing.signatures(handle, round.id());
    return new PartyView(
        row.id(),
        row.state(),
        document.number(),
        document.title(),
        document.committee(),
        document.parts(),
        round.sha256(),
        document.parties().stream()
            .map(
                p ->
                    new PartyState(
                        p.name(),
                        p.side(),
                        p.id().equals(party.id()),
                        AgreementReader.given(given, Signer.Kind.PARTY, p.id())
                            .map(Signature::decision)))
            .toList(),
        row.effectiveAt(),
        texts.sentence(AgreementReader.effectRule(row), locale),
        reader.confirmation(row, document.text().subject()),
        signing.file(handle, round).map(SealedFile::id));
  }

  /**
   * An agreement in a party's eyes.
   *
   * @param sha256 of what is to be signed
   */
  record PartyView(
      String id,
      AgreementState state,
      String number,
      String title,
      String committee,
      List<AgreementWords.Part> parts,
      String sha256,
      List<PartyState> parties,
      Optional<OffsetDateTime> effectiveAt,
      String effectRule,
      Confirmation confirmation,
      Optional<String> fileId) {}

  /** A party and how far they are. */
  record PartyState(
      String name, PartySide side, boolean me, Optional<Signature.Decision> decision) {}
}
