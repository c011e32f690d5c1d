package org.maplebridge.server.cases;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Scope;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.number.CaseNumber;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.org.District;
import org.maplebridge.server.org.OrgDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers cases, shows them to those who may see them, and moves them on. A case outside the
 * caller's scope is {@code case.unknown}, as if it did not exist. Blocking.
 */
public final class CaseDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CaseDesk.class);

  private final Jdbi jdbi;
  private final CaseStore cases;
  private final NumberDesk numbers;
  private final SittingList sittings;
  private final RecordingShelf recordings;
  private final CaseStory story;
  private final CaseProgress progress;
  private final OrgDirectory organisation;
  private final AuditLog audit;
  private final InstantSource clock;

  public CaseDesk(
      Jdbi jdbi,
      CaseStore cases,
      NumberDesk numbers,
      SittingList sittings,
      RecordingShelf recordings,
      CaseStory story,
      OrgDirectory organisation,
      AuditLog audit,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.cases = cases;
    this.numbers = numbers;
    this.sittings = sittings;
    this.recordings = recordings;
    this.story = story;
    this.progress = new CaseProgress(cases, story);
    this.organisation = organisation;
    this.audit = audit;
    this.clock = clock;
  }

  /** The refusal for a case that is not there for the caller. */
  static ProblemException unknown() {
    return new ProblemException("case.unknown", 404);
  }

  /**
   * Registers a case under the next platform number.
   *
   * @return its id
   * @throws ProblemException {@code case.bad-*}, {@code case.not-your-unit}
   */
  public String register(Staff staff, NewCase wanted) {
    LocalDate today = clock.instant().atZone(District.ZONE).toLocalDate();
    NewCaseRules.check(wanted, today.getYear());
    requireUnit(staff, wanted.orgCode());
    return jdbi.inTransaction(handle -> register(handle, staff, wanted, today));
  }

  /** A page of the cases the caller may see, names masked. */
  public CasePage list(
      Staff staff, Optional<String> words, Optional<CaseStatus> status, int page, int size) {
    return jdbi.withHandle(
        handle -> CaseSearch.find(handle, staff, words, status, now(), page, size));
  }

  /**
   * A case with all that belongs to it; audited.
   *
   * @throws ProblemException {@code case.unknown}
   */
  public CaseDetail detail(Staff staff, String caseId, Locale locale) {
    List<SittingSummary> held = sittings.ofCase(caseId);
    List<RecordingSummary> recorded = recordings.ofCase(caseId);
    return jdbi.inTransaction(
        handle -> {
          CaseRow row = visible(handle, staff, caseId);
          audit.record(handle, staff.id(), "case.read", caseId, "", AuditLog.Outcome.ALLOWED);
          return new CaseDetail(
              row.id(),
              row.platformNumber(),
              numbers.of(handle, caseId),
              row.title(),
              row.category(),
              row.status(),
              CaseMachine.events(row.status()),
              row.facts(),
              row.demand(),
              row.amountYuan(),
              row.orgCode(),
              row.orgName(),
              row.registeredAt(),
              cases.parties(handle, caseId).stream().map(Party::masked).toList(),
              held,
              recorded,
              story.of(handle, caseId, locale));
        });
  }

  /**
   * Moves a case on.
   *
   * @param note the reason or result in a sentence, for the time line
   * @throws ProblemException {@code case.unknown}, {@code case.wrong-status}
   */
  public CaseStatus apply(Staff staff, String caseId, CaseEvent event, String note) {
    return jdbi.inTransaction(
        handle -> {
          CaseRow row = visible(handle, staff, caseId);
          if (!CaseMachine.events(row.status()).contains(event)) {
            throw new ProblemException("case.wrong-status", 409);
          }
          CaseStatus to =
              progress
                  .move(handle, caseId, event, Optional.of(staff.name()), note)
                  .orElseThrow(() -> new ProblemException("case.wrong-status", 409));
          audit.record(handle, staff.id(), "case." + event, caseId, note, AuditLog.Outcome.ALLOWED);
          return to;
        });
  }

  /**
   * Moves a case on by something that happened to it; where the event means nothing at its status,
   * nothing changes.
   */
  public void happened(Handle handle, String caseId, CaseEvent event) {
    progress.move(handle, caseId, event, Optional.empty(), "");
  }

  /**
   * The dossier of a closed case was sealed: from here on the case is read-only.
   *
   * @throws ProblemException {@code case.wrong-status} when it is not closed
   */
  public void archived(Handle handle, Staff staff, String caseId) {
    if (progress.move(handle, caseId, CaseEvent.ARCHIVE, Optional.of(staff.name()), "").isEmpty()) {
      throw new ProblemException("case.wrong-status", 409);
    }
  }

  /**
   * The case, for work on what belongs to it.
   *
   * @throws ProblemException {@code case.unknown}
   */
  public CaseRow visible(Handle handle, Staff staff, String caseId) {
    return cases.find(handle, staff, caseId).orElseThrow(CaseDesk::unknown);
  }

  /**
   * The case, for an action on what belongs to it.
   *
   * @throws ProblemException {@code case.unknown}, {@code case.not-permitted}
   */
  public CaseRow permitted(Handle handle, Staff staff, Action action, String caseId) {
    CaseRow row = visible(handle, staff, caseId);
    if (!Permissions.allows(staff, action, cases.relation(handle, staff, caseId))) {
      audit.record(
          staff.id(), action.name().toLowerCase(Locale.ROOT), caseId, "", AuditLog.Outcome.REFUSED);
      throw new ProblemException("case.not-permitted", 403);
    }
    return row;
  }

  public List<Category> categories(Locale locale) {
    return jdbi.withHandle(handle -> cases.categories(handle, locale.getLanguage()));
  }

  private String register(Handle handle, Staff staff, NewCase wanted, LocalDate today) {
    requireCategory(handle, wanted.category());
    CaseNumber.Platform number = cases.nextPlatformNumber(handle, today);
    String id = cases.insert(handle, wanted, number, now(), staff.id());
    numbers.bindPlatform(handle, staff, id, number);
    cases.refreshSearch(handle, id);
    story.add(handle, id, "registered", Optional.of(staff.name()), number.display());
    audit.record(handle, staff.id(), "case.register", id, "", AuditLog.Outcome.ALLOWED);
    LOG.info("Case {} registered", id);
    return id;
  }

  private void requireUnit(Staff staff, String orgCode) {
    if (organisation.find(orgCode).isEmpty()) {
      throw new ProblemException("case.bad-org", 422);
    }
    CaseScope.require(staff, Action.REGISTER_CASE);
    boolean anywhere = Permissions.scope(staff.role(), Action.REGISTER_CASE) == Scope.DISTRICT;
    if (!anywhere && !organisation.isWithin(orgCode, staff.orgCode())) {
      throw new ProblemException("case.not-your-unit", 403);
    }
  }

  private void requireCategory(Handle handle, String category) {
    if (cases.categories(handle, "zh").stream().noneMatch(c -> c.code().equals(category))) {
      throw new ProblemException("case.bad-category", 422);
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
