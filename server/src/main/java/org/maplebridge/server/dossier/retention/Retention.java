package org.maplebridge.server.dossier.retention;

import java.time.LocalDate;
import java.util.Optional;

/** 保管期限: how long a dossier is kept from the end of the year it was archived in. */
public enum Retention {
  PERMANENT(0, "永久"),
  YEARS_60(60, "60年"),
  YEARS_30(30, "30年"),
  YEARS_10(10, "10年"),
  YEARS_5(5, "5年"),
  YEARS_3(3, "3年");

  private final int years;
  private final String label;

  Retention(int years, String label) {
    this.years = years;
    this.label = label;
  }

  /** As it stands on a cover. */
  public String label() {
    return label;
  }

  /**
   * The last day a dossier is kept; empty for ever. Periods of archives run from the first of
   * January after the year of filing.
   */
  public Optional<LocalDate> until(LocalDate archived) {
    return this == PERMANENT
        ? Optional.empty()
        : Optional.of(LocalDate.of(archived.getYear() + years, 12, 31));
  }
}
