package org.maplebridge.server.dossier.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.persistence.TestDatabase;

class RetentionIT {

  @Test
  void aPeriodRunsFromTheEndOfTheYear() {
    LocalDate archived = LocalDate.of(2026, 2, 3);
    assertEquals(Optional.of(LocalDate.of(2036, 12, 31)), Retention.YEARS_10.until(archived));
    assertEquals(Optional.empty(), Retention.PERMANENT.until(archived));
  }

  @Test
  void theNearestRuleCounts() {
    RetentionRules rules = new RetentionRules();
    TestDatabase.fresh()
        .useHandle(
            handle -> {
              assertEquals(Retention.YEARS_10, rules.of(handle, "02", "FAILED"));
              assertEquals(Retention.YEARS_30, rules.of(handle, "02", "AGREED"));
              assertEquals(Retention.PERMANENT, rules.of(handle, "07", "FAILED"));
              handle.execute("insert into retention_rule values ('02', 'FAILED', 'YEARS_3')");
              assertEquals(Retention.YEARS_3, rules.of(handle, "02", "FAILED"));
              assertEquals(Retention.YEARS_30, rules.of(handle, "02", "AGREED"));
            });
  }
}
