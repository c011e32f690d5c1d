package org.maplebridge.server.agreement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.maplebridge.server.org.District;

/**
 * The clock of judicial confirmation 司法确认: both parties apply together within 30 days from the day
 * the agreement took effect (PML 33, CPL 205); the day itself is not counted. Pure.
 *
 * @param deadline the last day
 * @param daysLeft of today: 0 on the last day, negative after it
 */
record Confirmation(State state, Optional<LocalDate> deadline, Optional<Long> daysLeft) {
  private static final int DAYS = 30;

  /** Whether it can be applied for. */
  enum State {
    NOT_EFFECTIVE,
    ELIGIBLE,
    EXPIRED,
    /** A court needs the agreement in writing (CPI 354). */
    NOT_WRITTEN,
    /** Courts do not accept personal relations (CPI 355). */
    PERSONAL_STATUS
  }

  static Confirmation of(
      AgreementForm form, Subject subject, Optional<OffsetDateTime> effectiveAt, LocalDate today) {
    if (effectiveAt.isEmpty()) {
      return without(State.NOT_EFFECTIVE);
    }
    if (form == AgreementForm.ORAL) {
      return without(State.NOT_WRITTEN);
    }
    if (subject.isPersonalStatus()) {
      return without(State.PERSONAL_STATUS);
    }
    LocalDate deadline =
        effectiveAt.get().atZoneSameInstant(District.ZONE).toLocalDate().plusDays(DAYS);
    long left = ChronoUnit.DAYS.between(today, deadline);
    return new Confirmation(
        left < 0 ? State.EXPIRED : State.ELIGIBLE, Optional.of(deadline), Optional.of(left));
  }

  private static Confirmation without(State state) {
    return new Confirmation(state, Optional.empty(), Optional.empty());
  }
}
