package org.maplebridge.server.cases;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.number.CaseNumber;
import org.maplebridge.server.cases.number.CaseNumbers;
import org.maplebridge.server.cases.number.NumberFamily;
import org.maplebridge.server.cases.number.NumberReading;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.sitting.SittingStore;

/** Assigns our numbers to cases and binds those of courts and arbitration committees. Blocking. */
public final class NumberDesk {

  private final Jdbi jdbi;
  private final CaseStore cases;
  private final NumberStore numbers = new NumberStore();
  private final SittingStore sittings;
  private final CaseStory story;
  private final AuditLog audit;
  private final InstantSource clock;

  public NumberDesk(
      Jdbi jdbi,
      CaseStore cases,
      SittingStore sittings,
      CaseStory story,
      AuditLog audit,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.cases = cases;
    this.sittings = sittings;
    this.story = story;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Reads a number in any spelling.
   *
   * @throws ProblemException {@code case-number.*}, 422, with the reason
   */
  public NumberAnswer parse(String raw) {
    return NumberAnswer.of(read(raw));
  }

  /**
   * Gives a case the next number of its people's mediation committee; a case that has one keeps it.
   *
   * @throws ProblemException {@code case.unknown}, {@code case-number.no-committee}
   */
  public NumberAnswer assignMediation(Staff staff, String caseId) {
    return jdbi.inTransaction(
        handle -> {
          CaseRow row = lock(handle, staff, caseId);
          Optional<BoundNumber> known = numbers.ofFamily(handle, caseId, NumberFamily.MEDIATION);
          return known
              .map(n -> new NumberAnswer(n.family(), n.display(), n.key(), List.of()))
              .orElseGet(() -> assign(handle, staff, row));
        });
  }

  /**
   * Binds a court or arbitration number.
   *
   * @param role linked when not said; another primary number makes the one before a linked one
   * @throws ProblemException {@code case.unknown}, {@code case-number.taken}, {@code
   *     case-number.family} or the reason the number is none
   */
  public NumberAnswer bind(Staff staff, String caseId, String raw, Optional<NumberRole> role) {
    NumberReading.Accepted reading = read(raw);
    NumberFamily family = reading.number().family();
    if (family != NumberFamily.COURT && family != NumberFamily.ARBITRATION) {
      throw new ProblemException("case-number.family", 422);
    }
    jdbi.useTransaction(
        handle -> {
          lock(handle, staff, caseId);
          bind(handle, staff, caseId, reading.number(), raw, role.orElse(NumberRole.LINKED));
        });
    return NumberAnswer.of(reading);
  }

  /** Binds a case's platform number at its registration. */
  void bindPlatform(Handle handle, Staff staff, String caseId, CaseNumber.Platform number) {
    numbers.bind(handle, caseId, number, number.display(), NumberRole.PRIMARY, now(), staff.id());
  }

  List<BoundNumber> of(Handle handle, String caseId) {
    return numbers.of(handle, caseId);
  }

  private NumberAnswer assign(Handle handle, Staff staff, CaseRow row) {
    NumberStore.Committee committee =
        numbers
            .committeeOf(handle, row.orgCode())
            .orElseThrow(() -> new ProblemException("case-number.no-committee", 409));
    int year = clock.instant().atZone(District.ZONE).getYear();
    CaseNumber.Mediation number = numbers.next(handle, committee, year);
    bind(handle, staff, row.id(), number, number.display(), NumberRole.PRIMARY);
    return NumberAnswer.of(number);
  }

  private void bind(
      Handle handle, Staff staff, String caseId, CaseNumber number, String raw, NumberRole role) {
    if (numbers.caseOf(handle, number.key()).filter(caseId::equals).isPresent()) {
      return;
    }
    if (role == NumberRole.PRIMARY) {
      numbers.demotePrimary(handle, caseId);
    }
    if (!numbers.bind(handle, caseId, number, raw, role, now(), staff.id())) {
      throw new ProblemException("case-number.taken", 409, number.display());
    }
    if (role == NumberRole.PRIMARY) {
      sittings.renumber(handle, caseId, number.display());
    }
    cases.refreshSearch(handle, caseId);
    story.add(handle, caseId, "number-bound", Optional.of(staff.name()), number.display());
    audit.record(handle, staff.id(), "case.number", caseId, number.key(), AuditLog.Outcome.ALLOWED);
  }

  private CaseRow lock(Handle handle, Staff staff, String caseId) {
    CaseScope.require(staff, Action.BIND_CASE_NUMBER);
    CaseRow row = cases.find(handle, staff, caseId).orElseThrow(CaseDesk::unknown);
    cases.lock(handle, caseId);
    return row;
  }

  private static NumberReading.Accepted read(String raw) {
    return switch (CaseNumbers.read(raw)) {
      case NumberReading.Accepted accepted -> accepted;
      case NumberReading.Rejected(var reason) -> throw new ProblemException(reason.id(), 422);
    };
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
