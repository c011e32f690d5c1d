package org.maplebridge.server.minutes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.dossier.RecordingValues;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.signing.DrawnSignature;
import org.maplebridge.server.signing.LinkedParty;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.Proof;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.Signer;
import org.maplebridge.server.signing.SigningDesk;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * Minutes are signed page by page: a signer confirms every page by its hash, then signs. Who does
 * not sign has that noted; it does not hold up the others. Blocking.
 */
public final class MinutesSigning {
  private static final AuditLog.Outcome ALLOWED = AuditLog.Outcome.ALLOWED;
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.SIMPLIFIED_CHINESE);

  private final Jdbi jdbi;
  private final MinutesStore store;
  private final MinutesReader reader;
  private final MinutesDesk desk;
  private final MinutesFiles files;
  private final SigningDesk signing;
  private final PaperDesk papers;
  private final CaseStore caseStore;
  private final CaseStory story;
  private final AuditLog audit;
  private final RecordingValues recordings;
  private final Texts texts;
  private final ObjectMapper json;

  MinutesSigning(
      Jdbi jdbi,
      MinutesStore store,
      MinutesReader reader,
      MinutesDesk desk,
      MinutesFiles files,
      SigningDesk signing,
      PaperDesk papers,
      CaseStore caseStore,
      CaseStory story,
      AuditLog audit,
      RecordingValues recordings,
      Texts texts,
      ObjectMapper json) {
    this.jdbi = jdbi;
    this.store = store;
    this.reader = reader;
    this.desk = desk;
    this.files = files;
    this.signing = signing;
    this.papers = papers;
    this.caseStore = caseStore;
    this.story = story;
    this.audit = audit;
    this.recordings = recordings;
    this.texts = texts;
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
          MinutesDocument document = document(handle, row, sitting);
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
          requirePages(round, pages);
          Signer signer = signer(person, staff);
          Proof proof = new Proof(Proof.Way.ACCOUNT, staff.id());
          signing.sign(handle, round, signer, proof, drawn, sha256, pages);
          settle(handle, row, round);
        });
    files.ensure(id);
    return jdbi.inTransaction(handle -> reader.view(handle, store.find(handle, id).orElseThrow()));
  }

  /**
   * A party's signature.
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
          requireSigner(round, party);
          requirePages(round, pages);
          signing.sign(
              handle, round, party.signer(), party.proof().orElseThrow(), drawn, sha256, pages);
          settle(handle, row, round);
        });
    files.ensure(id);
  }

  /**
   * A party does not sign; it is noted with the reason.
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
          requireSigner(round, party);
          signing.refuse(handle, round, party.signer(), party.proof().orElseThrow(), reason);
          settle(handle, row, round);
        });
    files.ensure(id);
  }

  /**
   * The clerk writes down that a party does not sign, and why (CPL 150).
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
          MinutesDocument.Person person =
              reader.document(round).people().stream()
                  .filter(one -> !partyId.isEmpty() && one.partyId().equals(partyId))
                  .findFirst()
                  .orElseThrow(MinutesSigning::notSigner);
          Signer signer = new Signer(Signer.Kind.PARTY, partyId, person.name());
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

  private void requireSigner(Round round, LinkedParty party) {
    boolean signs =
        reader.document(round).people().stream()
            .anyMatch(person -> person.partyId().equals(party.partyId()));
    if (!signs) {
      throw notSigner();
    }
  }

  /** Every page, in order: what was not shown was not signed. */
  private void requirePages(Round round, List<String> pages) {
    List<String> all =
        reader.document(round).pages().stream().map(MinutesDocument.Page::sha256).toList();
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

  private MinutesDocument document(Handle handle, MinutesRow row, Sitting sitting) {
    List<String> paragraphs = new ArrayList<>();
    for (MinutesText.Part part : store.text(handle, row.id(), row.version()).parts()) {
      if (!part.text().isBlank()) {
        paragraphs.add(say("minutes.part-" + part.where()));
        paragraphs.add(part.text().strip());
      }
    }
    Optional<RecordingValues.Value> recording = recording(row);
    recording.ifPresent(
        value -> {
          paragraphs.add(say("minutes.part-recording"));
          paragraphs.add(texts.sentence("minutes.recording", ZH, value.sha256(), value.sm3()));
        });
    return new MinutesDocument(
        MinutesDocument.formOf(row.form()),
        sitting.caseNumber(),
        sitting.caseTitle(),
        sitting.centre(),
        TIME.format(sitting.startsAt().atZoneSameInstant(ZONE)),
        say(row.form() == MinutesForm.TRANSCRIPT ? "minutes.court-online" : "minutes.online"),
        people(handle, row.form(), sitting),
        recording,
        Pagination.of(paragraphs));
  }

  /** What a hearing's recording is known by; what it is not sealed yet cannot be signed. */
  private Optional<RecordingValues.Value> recording(MinutesRow row) {
    return row.form() == MinutesForm.TRANSCRIPT
        ? recordings.ofSitting(row.sittingId())
        : Optional.empty();
  }

  /** The parties who sat in it, then the staff. */
  private List<MinutesDocument.Person> people(Handle handle, MinutesForm form, Sitting sitting) {
    List<Party> parties = caseStore.parties(handle, sitting.caseId());
    List<MinutesDocument.Person> people = new ArrayList<>();
    for (Participant seat : sitting.participants()) {
      if (seat.role().isParty()) {
        parties.stream()
            .filter(party -> party.personId().equals(seat.personId()))
            .findFirst()
            .ifPresent(party -> people.add(person(party.id(), Optional.empty(), seat)));
      }
    }
    boolean inPerson = form == MinutesForm.TRANSCRIPT;
    form.staffSigners(sitting.participants())
        .forEach(
            seat ->
                people.add(person("", Optional.of(seat.personId()).filter(id -> inPerson), seat)));
    return people;
  }

  private MinutesDocument.Person person(
      String partyId, Optional<String> staffId, Participant seat) {
    return new MinutesDocument.Person(partyId, staffId, seat.name(), say("role." + seat.role()));
  }

  private String say(String key) {
    return texts.sentence(key, ZH);
  }
}
