package org.maplebridge.server.minutes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.signing.DrawnSignature;
import org.maplebridge.server.signing.LinkedParty;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.Proof;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.Signer;
import org.maplebridge.server.signing.SigningDesk;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * Minutes are signed page by page: a signer confirms every page by its hash, then signs. Who does
 * not sign has that noted; it does not hold up the others. Blocking.
 */
public final class MinutesSigning {
  private static final AuditLog.Outcome ALLOWED = AuditLog.Outcome.ALLOWED;

  private final Jdbi jdbi;
  private final MinutesStore store;
  private final MinutesReader reader;
  private final MinutesDesk desk;
  private final MinutesFiles files;
  private final SigningDesk signing;
  private final PaperDesk papers;
  private final CaseStory story;
  private final AuditLog audit;
  private final FrozenMinutes frozen;
  private final ObjectMapper json;

  MinutesSigning(
      Jdbi jdbi,
      MinutesStore store,
      MinutesReader reader,
      MinutesDesk desk,
      MinutesFiles files,
      SigningDesk signing,
      PaperDesk papers,
      CaseStory story,
      AuditLog audit,
      FrozenMinutes frozen,
      ObjectMapper json) {
    this.jdbi = jdbi;
    this.store = store;
    this.reader = reader;
    this.desk = desk;
    this.files = files;
    this.signing = signing;
    this.papers = papers;
    this.story = story;
    this.audit = audit;
    this.frozen = frozen;
    this.json = json;
  }

  /**
   * Freezes the minutes in pages and asks for signatures.
   *
   * @throws ProblemException {@code minutes.unknown}, {@code minutes.not-writing}, {@code
   *     minutes.correction-open}, {@code recording.not-sealed}
   */
  public MinutesView open(Staff staff, String id) {
    return jdbi.inTransaction(
        handle -> {
          MinutesRow row = desk.toWrite(handle, staff, id);
          if (row.state() != MinutesRow.State.WRITING) {
            throw new ProblemException("minutes.not-writing", 409);
          }
          if (desk.isAsked(handle, id)) {
            throw new ProblemException("minutes.correction-open", 409);
          }
          Sitting sitting = desk.sitting(handle, row.sittingId());
          MinutesDocument document = frozen.of(handle, row, sitting);
          signing.open(
              handle,
              row.caseId(),
              Round.Kind.MINUTES,
              id,
              row.version(),
              sitting.caseTitle(),
              document.write(json),
              staff.id());
          store.state(handle, id, MinutesRow.State.SIGNING);
          if (row.sharedAt().isEmpty()) {
            // What is to be signed has to be read.
            desk.share(handle, id);
          }
          story.add(handle, row.caseId(), "minutes-signing", Optional.of(staff.name()));
          audit.record(handle, staff.id(), "minutes.open-signing", id, "", ALLOWED);
          return reader.view(handle, store.find(handle, id).orElseThrow());
        });
  }

  /**
   * Takes the minutes back to be corrected; signatures given so far count no more.
   *
   * @throws ProblemException {@code minutes.unknown}, {@code signing.not-open}
   */
  public MinutesView takeBack(Staff staff, String id) {
    return jdbi.inTransaction(
        handle -> {
          MinutesRow row = desk.toWrite(handle, staff, id);
          Round round = signing.held(handle, Round.Kind.MINUTES, id);
          signing.close(handle, round, Round.Outcome.WITHDRAWN);
          store.state(handle, id, MinutesRow.State.WRITING);
          story.add(handle, row.caseId(), "minutes-taken-back", Optional.of(staff.name()));
          audit.record(handle, staff.id(), "minutes.take-back", id, "", ALLOWED);
          return reader.view(handle, store.find(handle, id).orElseThrow());
        });
  }

  /**
   * The signature of the mediator, of the clerk or of the judge. The court signs last: the clerk
   * when the parties have decided, then the judge.
   *
   * @throws ProblemException {@code minutes.unknown}, {@code minutes.not-signer}, {@code
   *     minutes.sign-last}, {@code signing.*}
   */
  public MinutesView signAsStaff(
      Staff staff, String id, DrawnSignature drawn, String sha256, List<String> pages) {
    jdbi.useTransaction(
        handle -> {
          MinutesRow row = desk.toSign(handle, staff, id);
          Round round = signing.held(handle, Round.Kind.MINUTES, id);
          MinutesDocument.Person person = requireTurn(handle, round, staff);
          requirePages(round, person, pages);
          Signer signer = signer(person, staff);
          Proof proof = new Proof(Proof.Way.ACCOUNT, staff.id());
          signing.sign(handle, round, signer, proof, drawn, sha256, pages);
          settle(handle, row, round);
        });
    files.ensure(id);
    return jdbi.inTransaction(handle -> reader.view(handle, store.find(handle, id).orElseThrow()));
  }

  /**
   * The signature of a party, or of another participant who came by a link.
   *
   * @throws ProblemException {@code papers.*}, {@code minutes.unknown}, {@code minutes.pages},
   *     {@code minutes.not-signer}, {@code signing.*}
   */
  public void signAsParty(
      String code,
      PaperDesk.Address from,
      String id,
      DrawnSignature drawn,
      String sha256,
      List<String> pages) {
    jdbi.useTransaction(
        handle -> {
          LinkedParty party = papers.proven(handle, code, from);
          MinutesRow row = desk.ofParty(handle, party, id);
          Round round = signing.held(handle, Round.Kind.MINUTES, id);
          requirePages(round, signer(round, party.id()), pages);
          signing.sign(
              handle, round, party.signer(), party.proof().orElseThrow(), drawn, sha256, pages);
          settle(handle, row, round);
        });
    files.ensure(id);
  }

  /**
   * Whoever came by a link does not sign; it is noted with the reason.
   *
   * @throws ProblemException {@code papers.*}, {@code minutes.unknown}, {@code minutes.not-signer},
   *     {@code signing.*}
   */
  public void refuse(String code, PaperDesk.Address from, String id, String reason) {
    jdbi.useTransaction(
        handle -> {
          LinkedParty party = papers.proven(handle, code, from);
          MinutesRow row = desk.ofParty(handle, party, id);
          Round round = signing.held(handle, Round.Kind.MINUTES, id);
          signer(round, party.id());
          signing.refuse(handle, round, party.signer(), party.proof().orElseThrow(), reason);
          settle(handle, row, round);
        });
    files.ensure(id);
  }

  /**
   * The clerk writes down that somebody does not sign, and why (CPL 150).
   *
   * @throws ProblemException {@code minutes.unknown}, {@code minutes.not-signer}, {@code
   *     minutes.bad-answer}, {@code signing.*}
   */
  public MinutesView noteRefusal(Staff staff, String id, String partyId, String reason) {
    if (reason.isBlank()) {
      throw new ProblemException("minutes.bad-answer", 422);
    }
    jdbi.useTransaction(
        handle -> {
          MinutesRow row = desk.toWrite(handle, staff, id);
          Round round = signing.held(handle, Round.Kind.MINUTES, id);
          signer(round, partyId);
          Signer signer = papers.holder(handle, row.caseId(), partyId).signer();
          Proof proof = new Proof(Proof.Way.ACCOUNT, staff.id());
          signing.refuse(handle, round, signer, proof, reason);
          settle(handle, row, round);
        });
    files.ensure(id);
    return jdbi.inTransaction(handle -> reader.view(handle, store.find(handle, id).orElseThrow()));
  }

  /** Whose signature the caller's is, where everybody who signs before them has decided. */
  private MinutesDocument.Person requireTurn(Handle handle, Round round, Staff staff) {
    List<Signature> given = signing.signatures(handle, round.id());
    MinutesDocument document = reader.document(round);
    for (MinutesDocument.Person person : document.people()) {
      boolean mine = person.staffId().map(staff.id()::equals).orElse(person.partyId().isEmpty());
      if (mine) {
        return person;
      }
      if (document.isTranscript() && MinutesReader.given(given, person).isEmpty()) {
        throw isSigner(document, staff)
            ? new ProblemException("minutes.sign-last", 409)
            : notSigner();
      }
    }
    throw notSigner();
  }

  private static boolean isSigner(MinutesDocument document, Staff staff) {
    return document.people().stream().anyMatch(p -> p.staffId().equals(Optional.of(staff.id())));
  }

  private static Signer signer(MinutesDocument.Person person, Staff staff) {
    Signer.Kind kind = person.staffId().isPresent() ? Signer.Kind.COURT : Signer.Kind.MEDIATOR;
    return new Signer(kind, staff.id(), staff.name());
  }

  private static ProblemException notSigner() {
    return new ProblemException("minutes.not-signer", 403);
  }

  private MinutesDocument.Person signer(Round round, String partyId) {
    return reader.document(round).linked(partyId).orElseThrow(MinutesSigning::notSigner);
  }

  /** Every page of theirs, in order: what was not shown was not signed. */
  private void requirePages(Round round, MinutesDocument.Person person, List<String> pages) {
    List<String> all =
        reader.document(round).pagesOf(person).stream().map(MinutesDocument.Page::sha256).toList();
    if (!all.equals(pages)) {
      throw new ProblemException("minutes.pages", 422);
    }
  }

  /** Done when everybody has decided; the mediator has to have signed. */
  private void settle(Handle handle, MinutesRow row, Round round) {
    List<Signature> given = signing.signatures(handle, round.id());
    boolean all =
        reader.document(round).people().stream()
            .allMatch(person -> MinutesReader.given(given, person).isPresent());
    if (all) {
      signing.close(handle, round, Round.Outcome.COMPLETED);
      store.state(handle, row.id(), MinutesRow.State.SIGNED);
      story.add(handle, row.caseId(), "minutes-signed", Optional.empty());
    }
  }
}
