package org.maplebridge.server.agreement;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseEvent;
import org.maplebridge.server.cases.CaseRow;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.signing.DrawnSignature;
import org.maplebridge.server.signing.LinkedParty;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.PaperHolder;
import org.maplebridge.server.signing.Proof;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.Signer;
import org.maplebridge.server.signing.SigningDesk;

/**
 * From the version that is to be signed to the moment it takes effect, or is refused. A refused
 * signature ends it; on the courts' platform it ends the procedure as well (OMR 25(7)). Blocking.
 */
public final class AgreementSigning {
  private static final AuditLog.Outcome ALLOWED = AuditLog.Outcome.ALLOWED;

  private final Jdbi jdbi;
  private final AgreementStore store;
  private final AgreementReader reader;
  private final AgreementDesk desk;
  private final AgreementFiles files;
  private final SigningDesk signing;
  private final PaperDesk papers;
  private final CaseDesk cases;
  private final CaseStore caseStore;
  private final CaseStory story;
  private final AuditLog audit;
  private final ObjectMapper json;
  private final InstantSource clock;

  AgreementSigning(
      Jdbi jdbi,
      AgreementStore store,
      AgreementReader reader,
      AgreementDesk desk,
      AgreementFiles files,
      SigningDesk signing,
      PaperDesk papers,
      CaseDesk cases,
      CaseStore caseStore,
      CaseStory story,
      AuditLog audit,
      ObjectMapper json,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.reader = reader;
    this.desk = desk;
    this.files = files;
    this.signing = signing;
    this.papers = papers;
    this.cases = cases;
    this.caseStore = caseStore;
    this.story = story;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Freezes the newest version and asks for signatures. Parties get a link by SMS.
   *
   * @throws ProblemException {@code agreement.*}: {@code agreement.unclear} names every point, an
   *     exclusion names the law
   */
  public AgreementView open(Staff staff, String id, SigningWay way, Locale locale) {
    return jdbi.inTransaction(
        handle -> {
          AgreementRow row = desk.held(handle, staff, id, Action.DRAFT_DOCUMENT);
          if (!row.state().isOpen()) {
            throw new ProblemException("agreement.not-open", 409);
          }
          CaseRow file = caseStore.find(handle, row.caseId()).orElseThrow();
          List<Party> parties = caseStore.parties(handle, row.caseId());
          AgreementText text = store.text(handle, id, row.version());
          requireClear(text, parties, locale);
          if (way == SigningWay.ELECTRONIC) {
            requireAllowed(text, file, locale);
          }
          String content = AgreementDocument.of(file, row.channel(), parties, text).write(json);
          signing.open(
              handle,
              row.caseId(),
              Round.Kind.AGREEMENT,
              id,
              row.version(),
              file.title(),
              content,
              staff.id());
          store.signing(handle, id, way);
          if (way == SigningWay.ELECTRONIC) {
            parties.forEach(
                party -> papers.send(handle, staff, row.caseId(), PaperHolder.of(party)));
          }
          story.add(handle, row.caseId(), "agreement-signing", Optional.of(staff.name()));
          audit.record(handle, staff.id(), "agreement.open-signing", id, way.name(), ALLOWED);
          return reader.view(handle, store.find(handle, id).orElseThrow(), locale);
        });
  }

  /**
   * Takes an agreement back to be changed; signatures given so far count no more.
   *
   * @throws ProblemException {@code agreement.unknown}, {@code signing.not-open}
   */
  public AgreementView takeBack(Staff staff, String id, Locale locale) {
    return jdbi.inTransaction(
        handle -> {
          AgreementRow row = desk.held(handle, staff, id, Action.DRAFT_DOCUMENT);
          Round round = signing.held(handle, Round.Kind.AGREEMENT, id);
          signing.close(handle, round, Round.Outcome.WITHDRAWN);
          store.takenBack(handle, id);
          story.add(handle, row.caseId(), "agreement-taken-back", Optional.of(staff.name()));
          audit.record(handle, staff.id(), "agreement.take-back", id, "", ALLOWED);
          return reader.view(handle, store.find(handle, id).orElseThrow(), locale);
        });
  }

  /**
   * The mediator's signature.
   *
   * @throws ProblemException {@code agreement.unknown}, {@code signing.*}
   */
  public AgreementView signAsMediator(
      Staff staff, String id, DrawnSignature drawn, String sha256, Locale locale) {
    jdbi.useTransaction(
        handle -> {
          AgreementRow row = desk.held(handle, staff, id, Action.DRAFT_DOCUMENT);
          Round round = electronic(handle, row);
          Signer signer = new Signer(Signer.Kind.MEDIATOR, staff.id(), staff.name());
          Proof proof = new Proof(Proof.Way.ACCOUNT, staff.id());
          signing.sign(handle, round, signer, proof, drawn, sha256, List.of());
          story.add(handle, row.caseId(), "agreement-signed", Optional.of(staff.name()));
          settle(handle, id, round);
        });
    return finished(staff, id, locale);
  }

  /**
   * The committee's seal, which comes last.
   *
   * @throws ProblemException {@code agreement.unknown}, {@code agreement.seal-early}
   */
  public AgreementView seal(Staff staff, String id, Locale locale) {
    jdbi.useTransaction(
        handle -> {
          AgreementRow row = desk.held(handle, staff, id, Action.SEAL_AGREEMENT);
          Round round = electronic(handle, row);
          EffectRule.Marks marks = marks(handle, row, round);
          if (marks.mediator().isEmpty() || marks.parties().stream().anyMatch(Optional::isEmpty)) {
            throw new ProblemException("agreement.seal-early", 409);
          }
          store.sealed(handle, id, staff.id(), now());
          story.add(handle, row.caseId(), "agreement-sealed", Optional.of(staff.name()));
          audit.record(handle, staff.id(), "agreement.seal", id, round.sha256(), ALLOWED);
          settle(handle, id, round);
        });
    return finished(staff, id, locale);
  }

  /**
   * Takes the scan of a paper that everybody signed and sealed by hand.
   *
   * @param signedAt when the last of them did
   * @throws ProblemException {@code agreement.unknown}, {@code agreement.not-on-paper}, {@code
   *     agreement.bad-signed-at}, {@code document.*}
   */
  public AgreementView scanned(
      Staff staff, String id, OffsetDateTime signedAt, byte[] scan, Locale locale) {
    jdbi.useTransaction(
        handle -> {
          AgreementRow row = desk.held(handle, staff, id, Action.DRAFT_DOCUMENT);
          Round round = signing.held(handle, Round.Kind.AGREEMENT, id);
          if (!row.way().equals(Optional.of(SigningWay.PAPER))) {
            throw new ProblemException("agreement.not-on-paper", 409);
          }
          boolean before = signedAt.isBefore(round.openedAt().truncatedTo(ChronoUnit.MINUTES));
          if (before || signedAt.toInstant().isAfter(clock.instant())) {
            throw new ProblemException("agreement.bad-signed-at", 422);
          }
          String documentId = files.keepScan(handle, row, staff, scan);
          store.scanned(handle, id, documentId);
          effective(handle, row, round, signedAt);
          files.sealScan(handle, round, reader.document(round).number(), signedAt, scan);
          audit.record(handle, staff.id(), "agreement.scan", id, documentId, ALLOWED);
        });
    return jdbi.inTransaction(handle -> view(handle, id, locale));
  }

  /**
   * A party's signature.
   *
   * @throws ProblemException {@code papers.*}, {@code agreement.unknown}, {@code signing.*}
   */
  public void signAsParty(
      String code, PaperDesk.Address from, String id, DrawnSignature drawn, String sha256) {
    jdbi.useTransaction(
        handle -> {
          LinkedParty party = papers.proven(handle, code, from);
          AgreementRow row = ofParty(handle, party, id);
          Round round = electronic(handle, row);
          signing.sign(
              handle, round, party.signer(), party.proof().orElseThrow(), drawn, sha256, List.of());
          story.add(handle, row.caseId(), "agreement-signed", Optional.of(party.name()));
          settle(handle, id, round);
        });
    files.ensure(id);
  }

  /**
   * A party's refusal; it ends the agreement.
   *
   * @throws ProblemException {@code papers.*}, {@code agreement.unknown}, {@code signing.*}
   */
  public void refuse(String code, PaperDesk.Address from, String id, String reason) {
    jdbi.useTransaction(
        handle -> {
          LinkedParty party = papers.proven(handle, code, from);
          AgreementRow row = ofParty(handle, party, id);
          Round round = electronic(handle, row);
          signing.refuse(handle, round, party.signer(), party.proof().orElseThrow(), reason);
          signing.close(handle, round, Round.Outcome.REFUSED);
          store.state(handle, id, AgreementState.REFUSED);
          story.add(
              handle, row.caseId(), "agreement-refused", Optional.of(party.name()), reason.strip());
          switch (row.channel()) {
            case COURT_ONLINE, COURT_DELEGATED ->
                cases.happened(handle, row.caseId(), CaseEvent.TERMINATE);
            case PEOPLE, LABOUR -> {}
          }
        });
  }

  /** An agreement as the party of a link may see it: once it is being signed, and after. */
  AgreementRow ofParty(Handle handle, LinkedParty party, String id) {
    return store
        .lock(handle, id)
        .filter(row -> party.isParty() && row.caseId().equals(party.caseId()))
        .orElseThrow(AgreementDesk::unknown);
  }

  private Round electronic(Handle handle, AgreementRow row) {
    Round round = signing.held(handle, Round.Kind.AGREEMENT, row.id());
    if (!row.way().equals(Optional.of(SigningWay.ELECTRONIC))) {
      throw new ProblemException("agreement.on-paper", 409);
    }
    return round;
  }

  /** Whether the last thing has been put under it. */
  private void settle(Handle handle, String id, Round round) {
    AgreementRow row = store.find(handle, id).orElseThrow();
    EffectRule.effectiveAt(row.channel(), row.form(), marks(handle, row, round))
        .ifPresent(at -> effective(handle, row, round, at));
  }

  private void effective(Handle handle, AgreementRow row, Round round, OffsetDateTime at) {
    signing.close(handle, round, Round.Outcome.COMPLETED);
    store.effective(handle, row.id(), at);
    row.replaces().ifPresent(old -> store.state(handle, old, AgreementState.CHANGED));
    cases.happened(handle, row.caseId(), CaseEvent.AGREE);
    story.add(handle, row.caseId(), "agreement-effective", Optional.empty());
    audit.record(
        handle, "system", "agreement.effective", row.id(), at.toInstant().toString(), ALLOWED);
  }

  private EffectRule.Marks marks(Handle handle, AgreementRow row, Round round) {
    List<Signature> given =
        signing.signatures(handle, round.id()).stream().filter(Signature::isSigned).toList();
    List<Optional<OffsetDateTime>> parties =
        reader.document(round).parties().stream()
            .map(p -> AgreementReader.given(given, Signer.Kind.PARTY, p.id()).map(Signature::at))
            .toList();
    Optional<OffsetDateTime> mediator =
        given.stream()
            .filter(s -> s.signerKind() == Signer.Kind.MEDIATOR)
            .map(Signature::at)
            .findFirst();
    return new EffectRule.Marks(parties, mediator, row.sealedAt(), Optional.empty());
  }

  private void requireClear(AgreementText text, List<Party> parties, Locale locale) {
    List<ClarityChecklist.Unclear> unclear = reader.unclear(text, parties);
    if (!unclear.isEmpty()) {
      throw new ProblemException("agreement.unclear", 422, unclear.size())
          .with("unclear", unclear.stream().map(u -> reader.point(u, locale)).toList());
    }
  }

  private void requireAllowed(AgreementText text, CaseRow file, Locale locale) {
    Optional<ExclusionRule.Exclusion> exclusion = ExclusionRule.of(text, file.category());
    if (exclusion.isPresent()) {
      AgreementView.Rule rule = reader.rule(exclusion.get(), locale);
      throw new ProblemException("agreement.excluded", 422, rule.sentence()).with("rule", rule);
    }
  }

  private AgreementView finished(Staff staff, String id, Locale locale) {
    files.ensure(id);
    return jdbi.inTransaction(
        handle -> {
          desk.readable(handle, staff, id);
          return view(handle, id, locale);
        });
  }

  private AgreementView view(Handle handle, String id, Locale locale) {
    return reader.view(handle, store.find(handle, id).orElseThrow(), locale);
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
