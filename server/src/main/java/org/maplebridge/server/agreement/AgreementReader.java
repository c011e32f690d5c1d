package org.maplebridge.server.agreement;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.cases.CaseRow;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.org.District;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.SealedFile;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.Signer;
import org.maplebridge.server.signing.SigningDesk;

/** Puts together what is known of an agreement. Within the caller's transaction. */
final class AgreementReader {
  private final AgreementStore store;
  private final CaseStore caseStore;
  private final SigningDesk signing;
  private final PaperDesk papers;
  private final Texts texts;
  private final ObjectMapper json;
  private final InstantSource clock;

  AgreementReader(
      AgreementStore store,
      CaseStore caseStore,
      SigningDesk signing,
      PaperDesk papers,
      Texts texts,
      ObjectMapper json,
      InstantSource clock) {
    this.store = store;
    this.caseStore = caseStore;
    this.signing = signing;
    this.papers = papers;
    this.texts = texts;
    this.json = json;
    this.clock = clock;
  }

  AgreementView view(Handle handle, AgreementRow row, Locale locale) {
    CaseRow file = caseStore.find(handle, row.caseId()).orElseThrow();
    List<Party> parties = caseStore.parties(handle, row.caseId());
    AgreementText text = store.text(handle, row.id(), row.version());
    Optional<Round> round = round(handle, row);
    List<Signature> given = round.map(r -> signing.signatures(handle, r.id())).orElse(List.of());
    return new AgreementView(
        row.id(),
        row.caseId(),
        row.channel(),
        row.form(),
        row.state(),
        row.way(),
        row.version(),
        text,
        AgreementDocument.of(file, row.channel(), parties, text).parts(),
        store.versions(handle, row.id()),
        unclear(text, parties).stream().map(u -> point(u, locale)).toList(),
        ExclusionRule.of(text, file.category()).map(e -> rule(e, locale)),
        row.reviewedAt()
            .map(
                at ->
                    new AgreementView.Review(
                        row.reviewedBy().orElse(""), row.reviewNote().orElse(""), at)),
        signers(handle, row, parties, round, given),
        row.sealedAt(),
        row.effectiveAt(),
        texts.sentence(effectRule(row), locale),
        confirmation(row, text.subject()),
        round.map(Round::sha256),
        round.flatMap(r -> signing.file(handle, r)).map(SealedFile::id),
        row.replaces());
  }

  List<ClarityChecklist.Unclear> unclear(AgreementText text, List<Party> parties) {
    Set<String> ids = parties.stream().map(Party::id).collect(Collectors.toSet());
    return ClarityChecklist.of(text, ids, today());
  }

  AgreementView.UnclearPoint point(ClarityChecklist.Unclear unclear, Locale locale) {
    return new AgreementView.UnclearPoint(
        unclear.where(), texts.sentence(unclear.id(), locale, unclear.word().orElse("")));
  }

  AgreementView.Rule rule(ExclusionRule.Exclusion exclusion, Locale locale) {
    String word =
        exclusion.id().equals("agreement.excluded-subject")
            ? texts.sentence("agreement.subject-" + exclusion.word(), locale)
            : exclusion.word();
    return new AgreementView.Rule(exclusion.id(), texts.sentence(exclusion.id(), locale, word));
  }

  Confirmation confirmation(AgreementRow row, Subject subject) {
    return Confirmation.of(row.form(), subject, row.effectiveAt(), today());
  }

  /** The newest round that was not taken back. */
  Optional<Round> round(Handle handle, AgreementRow row) {
    return signing
        .newest(handle, Round.Kind.AGREEMENT, row.id())
        .filter(r -> r.outcome().filter(outcome -> outcome == Round.Outcome.WITHDRAWN).isEmpty());
  }

  AgreementDocument document(Round round) {
    return AgreementDocument.read(json, round.content());
  }

  static String effectRule(AgreementRow row) {
    return row.form() == AgreementForm.ORAL
        ? "agreement.effect-ORAL"
        : "agreement.effect-" + row.channel();
  }

  private List<AgreementView.SignerState> signers(
      Handle handle,
      AgreementRow row,
      List<Party> parties,
      Optional<Round> round,
      List<Signature> given) {
    if (round.isEmpty() || row.way().equals(Optional.of(SigningWay.PAPER))) {
      return List.of();
    }
    List<String> seen = papers.seen(handle, row.caseId());
    List<AgreementView.SignerState> signers = new ArrayList<>();
    for (Party party : parties) {
      Signer signer = new Signer(Signer.Kind.PARTY, party.id(), party.name());
      signers.add(
          AgreementView.SignerState.of(
              signer, seen.contains(party.id()), given(given, signer.kind(), party.id())));
    }
    given.stream()
        .filter(s -> s.signerKind() == Signer.Kind.MEDIATOR)
        .forEach(
            s ->
                signers.add(
                    AgreementView.SignerState.of(
                        new Signer(s.signerKind(), s.signerId(), s.name()),
                        false,
                        Optional.of(s))));
    return signers;
  }

  static Optional<Signature> given(List<Signature> given, Signer.Kind kind, String id) {
    return given.stream()
        .filter(s -> s.signerKind() == kind && s.signerId().equals(id))
        .findFirst();
  }

  LocalDate today() {
    return clock.instant().atZone(District.ZONE).toLocalDate();
  }
}
