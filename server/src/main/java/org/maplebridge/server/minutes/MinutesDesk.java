package org.maplebridge.server.minutes;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseRow;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.signing.LinkedParty;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingStore;

/**
 * Writes minutes while a sitting goes on, shows them to the parties when they are shared, and
 * records what they want corrected. Blocking.
 */
public final class MinutesDesk {
  private static final int LONGEST_WISH = 500;

  private final Jdbi jdbi;
  private final MinutesStore store;
  private final MinutesReader reader;
  private final SittingStore sittings;
  private final CaseDesk cases;
  private final CaseStory story;
  private final PaperDesk papers;
  private final AuditLog audit;
  private final MinutesTemplates templates;
  private final Ids ids;
  private final InstantSource clock;

  MinutesDesk(
      Jdbi jdbi,
      MinutesStore store,
      MinutesReader reader,
      SittingStore sittings,
      CaseDesk cases,
      CaseStory story,
      PaperDesk papers,
      AuditLog audit,
      MinutesTemplates templates,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.reader = reader;
    this.sittings = sittings;
    this.cases = cases;
    this.story = story;
    this.papers = papers;
    this.audit = audit;
    this.templates = templates;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The minutes of a sitting; audited.
   *
   * @return empty before they are begun
   * @throws ProblemException {@code sitting.unknown}, {@code case.not-permitted}
   */
  public Optional<MinutesView> ofSitting(Staff staff, String sittingId) {
    return jdbi.inTransaction(
        handle -> {
          Sitting sitting = sitting(handle, sittingId);
          permitted(handle, staff, form(sitting).read(), sitting.caseId());
          return store
              .ofSitting(handle, sittingId)
              .map(
                  row -> {
                    audit.recordReading(
                        handle, staff.id(), "minutes.read", row.id(), "v" + row.version());
                    return reader.view(handle, row);
                  });
        });
  }

  /**
   * Begins the minutes of a sitting from the template; where they are begun, gives them. Those of a
   * hearing are read by the parties from the first word on.
   *
   * @throws ProblemException {@code sitting.unknown}, {@code case.not-permitted}, {@code
   *     minutes.not-kept}, {@code minutes.not-clerk}, {@code minutes.case-closed}
   */
  public MinutesView begin(Staff staff, String sittingId) {
    return jdbi.inTransaction(
        handle -> {
          Sitting sitting = sitting(handle, sittingId);
          MinutesForm form = form(sitting);
          refuseClosed(permitted(handle, staff, form.write(), sitting.caseId()));
          requireClerk(staff, form, sitting);
          MinutesRow fresh =
              new MinutesRow(
                  ids.next(),
                  sittingId,
                  sitting.caseId(),
                  form,
                  MinutesRow.State.WRITING,
                  1,
                  Optional.empty(),
                  now(),
                  staff.id());
          boolean begun = store.insert(handle, fresh, templates.of(handle, form, sitting));
          if (begun && form == MinutesForm.TRANSCRIPT) {
            share(handle, fresh.id());
          }
          MinutesRow row = store.ofSitting(handle, sittingId).orElseThrow();
          told(handle, staff.id(), begun ? "minutes.begin" : "minutes.read", row.id(), "");
          return reader.view(handle, row);
        });
  }

  /**
   * Saves what was written.
   *
   * @param basedOn the version the writer started from; must be the newest
   * @return the version saved
   * @throws ProblemException {@code minutes.unknown}, {@code minutes.changed-meanwhile} with the
   *     newest, {@code minutes.not-writing}, {@code minutes.too-long}, {@code minutes.bad-parts}
   */
  public int save(Staff staff, String id, int basedOn, MinutesText written) {
    return jdbi.inTransaction(
        handle -> {
          MinutesRow row = writing(handle, staff, id);
          MinutesText text = written.checked(row.form());
          if (row.version() != basedOn) {
            throw new ProblemException("minutes.changed-meanwhile", 409)
                .with("version", row.version())
                .with("text", store.text(handle, id, row.version()));
          }
          if (text.equals(store.text(handle, id, basedOn))) {
            return basedOn;
          }
          store.append(handle, row, text, staff.id(), now());
          told(handle, staff.id(), "minutes.save", id, "v" + (basedOn + 1));
          return basedOn + 1;
        });
  }

  /**
   * Shows the minutes to the parties as they are written, or stops showing them.
   *
   * @throws ProblemException {@code minutes.unknown}, {@code minutes.not-writing}
   */
  public MinutesView share(Staff staff, String id, boolean shared) {
    return jdbi.inTransaction(
        handle -> {
          MinutesRow row = writing(handle, staff, id);
          store.shared(handle, id, shared ? Optional.of(now()) : Optional.empty());
          story.add(
              handle,
              row.caseId(),
              shared ? "minutes-shared" : "minutes-unshared",
              Optional.of(staff.name()));
          told(handle, staff.id(), shared ? "minutes.share" : "minutes.unshare", id, "");
          return reader.view(handle, store.find(handle, id).orElseThrow());
        });
  }

  /**
   * Answers a party's wish.
   *
   * @throws ProblemException {@code minutes.unknown}, {@code minutes.no-correction}, {@code
   *     minutes.bad-answer}
   */
  public MinutesView answer(
      Staff staff, String id, String correctionId, boolean accepted, String answer) {
    if (answer.length() > LONGEST_WISH || (!accepted && answer.isBlank())) {
      throw new ProblemException("minutes.bad-answer", 422);
    }
    return jdbi.inTransaction(
        handle -> {
          MinutesRow row = writing(handle, staff, id);
          boolean answered =
              store.answer(handle, id, correctionId, accepted, answer.strip(), staff.id(), now());
          if (!answered) {
            throw new ProblemException("minutes.no-correction", 404);
          }
          told(
              handle,
              staff.id(),
              "minutes.answer",
              correctionId,
              accepted ? "accepted" : "declined");
          return reader.view(handle, row);
        });
  }

  /**
   * What a party wants corrected.
   *
   * @throws ProblemException {@code papers.*}, {@code minutes.unknown}, {@code
   *     minutes.not-writing}, {@code minutes.bad-wish}
   */
  public void ask(String code, PaperDesk.Address from, String id, String wish) {
    if (wish.isBlank() || wish.length() > LONGEST_WISH) {
      throw new ProblemException("minutes.bad-wish", 422);
    }
    LinkedParty party = jdbi.inTransaction(handle -> papers.party(handle, code, from));
    jdbi.useTransaction(
        handle -> {
          MinutesRow row = ofParty(handle, party, id);
          if (row.state() != MinutesRow.State.WRITING) {
            throw new ProblemException("minutes.not-writing", 409);
          }
          Correction correction =
              new Correction(
                  ids.next(),
                  row.version(),
                  party.id(),
                  party.name(),
                  wish.strip(),
                  now(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty());
          store.insert(handle, id, correction, party.isParty());
          told(handle, party.id(), "minutes.ask", correction.id(), "v" + row.version());
        });
  }

  void share(Handle handle, String id) {
    store.shared(handle, id, Optional.of(now()));
  }

  /** Minutes as the holder of a link may see them. Held against other writers. */
  MinutesRow ofParty(Handle handle, LinkedParty party, String id) {
    return store
        .lock(handle, id)
        .filter(row -> mayRead(row, party))
        .orElseThrow(MinutesDesk::unknown);
  }

  /**
   * Parties read what is shared; others the transcript of their own hearing. Who testifies reads
   * nothing while it is written: a witness hears nothing of the hearing before their turn.
   */
  static boolean mayRead(MinutesRow row, LinkedParty party) {
    return row.caseId().equals(party.caseId())
        && row.sharedAt().isPresent()
        && party
            .seat()
            .map(
                seat ->
                    seat.sittingId().equals(row.sittingId())
                        && (row.state() != MinutesRow.State.WRITING
                            || MinutesForm.ownPart(seat.role()).isEmpty()))
            .orElse(true);
  }

  /** Minutes the caller may read. Held against other writers, as all that follow. */
  MinutesRow toRead(Handle handle, Staff staff, String id) {
    MinutesRow row = store.lock(handle, id).orElseThrow(MinutesDesk::unknown);
    permitted(handle, staff, row.form().read(), row.caseId());
    return row;
  }

  /** Minutes the caller keeps. */
  MinutesRow toWrite(Handle handle, Staff staff, String id) {
    MinutesRow row = store.lock(handle, id).orElseThrow(MinutesDesk::unknown);
    refuseClosed(permitted(handle, staff, row.form().write(), row.caseId()));
    requireClerk(staff, row.form(), sitting(handle, row.sittingId()));
    return row;
  }

  /** Minutes the caller may have to sign: the mediator those they keep, the court its own. */
  MinutesRow toSign(Handle handle, Staff staff, String id) {
    MinutesRow row = store.lock(handle, id).orElseThrow(MinutesDesk::unknown);
    boolean court = row.form() == MinutesForm.TRANSCRIPT;
    Action action = court ? row.form().read() : row.form().write();
    refuseClosed(permitted(handle, staff, action, row.caseId()));
    return row;
  }

  /** A hearing is written down by its own clerk. */
  private static void requireClerk(Staff staff, MinutesForm form, Sitting sitting) {
    boolean keeps =
        form != MinutesForm.TRANSCRIPT
            || sitting.participants().stream()
                .anyMatch(seat -> form.isKeptBy(seat) && seat.personId().equals(staff.id()));
    if (!keeps) {
      throw new ProblemException("minutes.not-clerk", 403);
    }
  }

  private static MinutesForm form(Sitting sitting) {
    return MinutesForm.of(sitting.kind())
        .orElseThrow(() -> new ProblemException("minutes.not-kept", 409));
  }

  private MinutesRow writing(Handle handle, Staff staff, String id) {
    MinutesRow row = toWrite(handle, staff, id);
    if (row.state() != MinutesRow.State.WRITING) {
      throw new ProblemException("minutes.not-writing", 409);
    }
    return row;
  }

  Sitting sitting(Handle handle, String sittingId) {
    return sittings
        .find(handle, sittingId)
        .orElseThrow(() -> new ProblemException("sitting.unknown", 404));
  }

  /** What belongs to a case that is not there for the caller is not there either. */
  private CaseRow permitted(Handle handle, Staff staff, Action action, String caseId) {
    try {
      return cases.permitted(handle, staff, action, caseId);
    } catch (ProblemException refusal) {
      throw refusal.status() == 404 ? unknown() : refusal;
    }
  }

  private static void refuseClosed(CaseRow file) {
    if (file.status() == CaseStatus.CLOSED || file.status() == CaseStatus.ARCHIVED) {
      throw new ProblemException("minutes.case-closed", 409);
    }
  }

  /** Whether a wish waits for its answer; all are answered before signing. */
  boolean isAsked(Handle handle, String id) {
    return store.corrections(handle, id).stream().anyMatch(c -> c.accepted().isEmpty());
  }

  private void told(Handle handle, String actor, String action, String id, String purpose) {
    audit.record(handle, actor, action, id, purpose, AuditLog.Outcome.ALLOWED);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  static ProblemException unknown() {
    return new ProblemException("minutes.unknown", 404);
  }
}
