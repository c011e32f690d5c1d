package org.maplebridge.server.agreement;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseEvent;
import org.maplebridge.server.cases.CaseRow;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.cases.PartySide;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.persistence.Ids;

/**
 * Agreements from the first draft to the version that is signed, and oral ones. Signing is {@link
 * AgreementSigning}'s. Blocking.
 */
public final class AgreementDesk {
  private static final int LONGEST_NOTE = 300;

  private final Jdbi jdbi;
  private final AgreementStore store;
  private final AgreementReader reader;
  private final CaseDesk cases;
  private final CaseStore caseStore;
  private final CaseStory story;
  private final AuditLog audit;
  private final Texts texts;
  private final Ids ids;
  private final InstantSource clock;

  AgreementDesk(
      Jdbi jdbi,
      AgreementStore store,
      AgreementReader reader,
      CaseDesk cases,
      CaseStore caseStore,
      CaseStory story,
      AuditLog audit,
      Texts texts,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.reader = reader;
    this.cases = cases;
    this.caseStore = caseStore;
    this.story = story;
    this.audit = audit;
    this.texts = texts;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The agreements of a case, newest first; audited.
   *
   * @throws ProblemException {@code case.unknown}, {@code case.not-permitted}
   */
  public List<AgreementView> ofCase(Staff staff, String caseId, Locale locale) {
    return jdbi.inTransaction(
        handle -> {
          cases.permitted(handle, staff, Action.READ_DOCUMENT, caseId);
          List<AgreementRow> rows = store.ofCase(handle, caseId);
          rows.forEach(
              row ->
                  audit.recordReading(
                      handle, staff.id(), "agreement.read", row.id(), "v" + row.version()));
          return rows.stream().map(row -> reader.view(handle, row, locale)).toList();
        });
  }

  /**
   * Begins a written agreement from what is known of the case.
   *
   * @throws ProblemException {@code case.*}, {@code agreement.case-closed}
   */
  public AgreementView begin(Staff staff, String caseId, Channel channel, Locale locale) {
    return jdbi.inTransaction(
        handle -> {
          CaseRow file = writable(handle, staff, caseId);
          AgreementRow row =
              draft(caseId, channel, AgreementForm.WRITTEN, AgreementState.DRAFT, staff);
          store.insert(handle, row, template(file, caseStore.parties(handle, caseId)));
          told(handle, staff, "agreement.begin", row.id(), "");
          return reader.view(handle, row, locale);
        });
  }

  /**
   * Records an oral agreement: it took effect when the parties reached it (PML 28, 30).
   *
   * @throws ProblemException {@code case.*}, {@code agreement.case-closed}, {@code
   *     agreement.bad-reached}, {@code agreement.unclear}
   */
  public AgreementView recordOral(Staff staff, String caseId, OralAgreement oral, Locale locale) {
    if (oral.reachedAt().toInstant().isAfter(clock.instant())) {
      throw new ProblemException("agreement.bad-reached", 422);
    }
    if (oral.content().isBlank()) {
      throw new ProblemException("agreement.no-content", 422);
    }
    AgreementText text =
        new AgreementText(Subject.ORDINARY, "", "", List.of(), oral.content().strip(), "");
    text.check();
    return jdbi.inTransaction(
        handle -> {
          writable(handle, staff, caseId);
          Optional<OffsetDateTime> at =
              EffectRule.effectiveAt(
                  Channel.PEOPLE,
                  AgreementForm.ORAL,
                  new EffectRule.Marks(
                      List.of(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(oral.reachedAt())));
          AgreementRow row =
              draft(caseId, Channel.PEOPLE, AgreementForm.ORAL, AgreementState.EFFECTIVE, staff)
                  .reached(at);
          store.insert(handle, row, text);
          cases.happened(handle, caseId, CaseEvent.AGREE);
          story.add(handle, caseId, "oral-agreement", Optional.of(staff.name()));
          told(handle, staff, "agreement.record-oral", row.id(), "");
          return reader.view(handle, row, locale);
        });
  }

  /**
   * Saves the next version.
   *
   * @param basedOn the version the writer started from; must be the newest
   * @throws ProblemException {@code agreement.unknown}, {@code agreement.changed-meanwhile}, {@code
   *     agreement.not-open}, {@code agreement.too-long}, {@code agreement.bad-amount}
   */
  public AgreementView save(
      Staff staff, String id, int basedOn, AgreementText text, Locale locale) {
    text.check();
    return jdbi.inTransaction(
        handle -> {
          AgreementRow row = open(handle, staff, id, Action.DRAFT_DOCUMENT);
          if (row.version() != basedOn) {
            throw new ProblemException("agreement.changed-meanwhile", 409)
                .with("version", row.version());
          }
          if (!text.equals(store.text(handle, id, basedOn))) {
            store.append(handle, row, text, staff.id(), now());
            told(handle, staff, "agreement.save", id, "v" + (basedOn + 1));
          }
          return reader.view(handle, store.find(handle, id).orElseThrow(), locale);
        });
  }

  /**
   * What changed between two versions, part by part.
   *
   * @throws ProblemException {@code agreement.unknown}, {@code agreement.no-version}
   */
  public List<PartDifference> compare(Staff staff, String id, int from, int to) {
    return jdbi.inTransaction(
        handle -> {
          AgreementRow row = readable(handle, staff, id);
          Map<String, String> names =
              caseStore.parties(handle, row.caseId()).stream()
                  .collect(Collectors.toMap(Party::id, Party::name));
          Map<String, String> before = words(handle, id, from, names);
          Map<String, String> after = words(handle, id, to, names);
          told(handle, staff, "agreement.read", id, "v" + from + "-v" + to);
          Set<String> places = new LinkedHashSet<>(after.keySet());
          places.addAll(before.keySet());
          return places.stream()
              .map(
                  where ->
                      new PartDifference(
                          where,
                          TextDifference.of(
                              before.getOrDefault(where, ""), after.getOrDefault(where, ""))))
              .filter(PartDifference::differs)
              .toList();
        });
  }

  /**
   * Writes down that a lawyer, a judge or a colleague has read it over.
   *
   * @throws ProblemException {@code agreement.unknown}, {@code agreement.not-open}, {@code
   *     agreement.bad-note}
   */
  public AgreementView review(Staff staff, String id, String note, Locale locale) {
    if (note.length() > LONGEST_NOTE) {
      throw new ProblemException("agreement.bad-note", 422);
    }
    return jdbi.inTransaction(
        handle -> {
          AgreementRow row = open(handle, staff, id, Action.REVIEW_AGREEMENT);
          store.reviewed(handle, id, staff.name(), note.strip(), now());
          story.add(handle, row.caseId(), "agreement-reviewed", Optional.of(staff.name()));
          told(handle, staff, "agreement.review", id, "v" + row.version());
          return reader.view(handle, store.find(handle, id).orElseThrow(), locale);
        });
  }

  /**
   * Begins an agreement in place of one that is effective or was refused; the old one is changed
   * once this one takes effect.
   *
   * @throws ProblemException {@code agreement.unknown}, {@code agreement.not-changeable}
   */
  public AgreementView change(Staff staff, String id, Locale locale) {
    return jdbi.inTransaction(
        handle -> {
          AgreementRow old = held(handle, staff, id, Action.DRAFT_DOCUMENT);
          if (old.state() != AgreementState.EFFECTIVE && old.state() != AgreementState.REFUSED) {
            throw new ProblemException("agreement.not-changeable", 409);
          }
          AgreementRow row =
              draft(old.caseId(), old.channel(), AgreementForm.WRITTEN, AgreementState.DRAFT, staff)
                  .inPlaceOf(old.id());
          store.insert(handle, row, store.text(handle, id, old.version()));
          told(handle, staff, "agreement.change", id, row.id());
          return reader.view(handle, row, locale);
        });
  }

  AgreementRow readable(Handle handle, Staff staff, String id) {
    AgreementRow row = store.find(handle, id).orElseThrow(AgreementDesk::unknown);
    permitted(handle, staff, Action.READ_DOCUMENT, row);
    return row;
  }

  /** Held against other writers. */
  AgreementRow held(Handle handle, Staff staff, String id, Action action) {
    AgreementRow row = store.lock(handle, id).orElseThrow(AgreementDesk::unknown);
    refuseClosed(permitted(handle, staff, action, row));
    return row;
  }

  private AgreementRow open(Handle handle, Staff staff, String id, Action action) {
    AgreementRow row = held(handle, staff, id, action);
    if (!row.state().isOpen()) {
      throw new ProblemException("agreement.not-open", 409);
    }
    return row;
  }

  /** An agreement of a case that is not there for the caller is not there either. */
  private CaseRow permitted(Handle handle, Staff staff, Action action, AgreementRow row) {
    try {
      return cases.permitted(handle, staff, action, row.caseId());
    } catch (ProblemException refusal) {
      throw refusal.status() == 404 ? unknown() : refusal;
    }
  }

  private CaseRow writable(Handle handle, Staff staff, String caseId) {
    CaseRow file = cases.permitted(handle, staff, Action.DRAFT_DOCUMENT, caseId);
    refuseClosed(file);
    return file;
  }

  private static void refuseClosed(CaseRow file) {
    if (file.status() == CaseStatus.CLOSED || file.status() == CaseStatus.ARCHIVED) {
      throw new ProblemException("agreement.case-closed", 409);
    }
  }

  private AgreementRow draft(
      String caseId, Channel channel, AgreementForm form, AgreementState state, Staff staff) {
    return AgreementRow.fresh(ids.next(), caseId, channel, form, state, now(), staff.id());
  }

  /** What is known of the case stands in the draft; what was agreed is still to be said. */
  private AgreementText template(CaseRow file, List<Party> parties) {
    List<Term> terms = new ArrayList<>();
    Optional<String> debtor = first(parties, PartySide.RESPONDENT);
    Optional<String> creditor = first(parties, PartySide.APPLICANT);
    file.amountYuan()
        .filter(amount -> amount.signum() > 0)
        .ifPresent(
            amount ->
                terms.add(
                    new Term(
                        Term.Kind.PAY,
                        debtor.orElse(""),
                        creditor.orElse(""),
                        Optional.of(amount),
                        "",
                        "",
                        "",
                        Optional.<LocalDate>empty())));
    Locale chinese = Locale.SIMPLIFIED_CHINESE;
    return new AgreementText(
        Subject.ORDINARY,
        file.facts(),
        file.demand().isBlank()
            ? ""
            : texts.sentence("agreement.template-dispute", chinese, file.demand()),
        terms,
        "",
        texts.sentence("agreement.template-breach", chinese));
  }

  private static Optional<String> first(List<Party> parties, PartySide side) {
    return parties.stream().filter(p -> p.side() == side).map(Party::id).findFirst();
  }

  private Map<String, String> words(
      Handle handle, String id, int version, Map<String, String> names) {
    AgreementText text =
        store
            .findText(handle, id, version)
            .orElseThrow(() -> new ProblemException("agreement.no-version", 404));
    Map<String, String> words = new java.util.LinkedHashMap<>();
    AgreementWords.of(text, names).forEach(part -> words.put(part.where(), part.text()));
    return words;
  }

  private void told(Handle handle, Staff staff, String action, String id, String purpose) {
    audit.record(handle, staff.id(), action, id, purpose, AuditLog.Outcome.ALLOWED);
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  static ProblemException unknown() {
    return new ProblemException("agreement.unknown", 404);
  }

  /** What was agreed by word of mouth, and when. */
  public record OralAgreement(String content, OffsetDateTime reachedAt) {}

  /** A part that differs between two versions. */
  record PartDifference(String where, List<TextDifference.Segment> segments) {

    private boolean differs() {
      return segments.stream().anyMatch(s -> s.change() != TextDifference.Change.SAME);
    }
  }
}
