package org.maplebridge.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.audit.AuditLog.Outcome;
import org.maplebridge.server.persistence.TestDatabase;

class AuditLogTest {
  private final Jdbi jdbi = TestDatabase.fresh();
  private final AuditLog log = new AuditLog(jdbi, InstantSource.system());

  @Test
  void aChainOfManyWritersHolds() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        String object = "case-" + i;
        threads.submit(() -> log.record("李", "case.read", object, "复核", Outcome.ALLOWED));
      }
    }

    assertEquals(40, count());
    assertEquals(Optional.empty(), log.firstBreak());
  }

  @Test
  void rowsCannotBeChangedOrRemoved() {
    log.record("a", "case.read", "c", "", Outcome.ALLOWED);

    assertThrows(JdbiException.class, () -> execute("update audit_log set actor = 'b'"));
    assertThrows(JdbiException.class, () -> execute("delete from audit_log"));
    assertThrows(JdbiException.class, () -> execute("truncate audit_log"));
    assertEquals(1, count());
  }

  @Test
  void aChangeBehindTheTriggersBackIsFound() {
    for (int i = 0; i < 5; i++) {
      log.record("a", "case.read", "c" + i, "", Outcome.ALLOWED);
    }
    execute("alter table audit_log disable trigger all");

    execute("update audit_log set object = 'other' where seq = 3");

    assertEquals(Optional.of(3L), log.firstBreak());
  }

  @Test
  void aRemovedRowIsFoundAtTheNextOne() {
    for (int i = 0; i < 5; i++) {
      log.record("a", "case.read", "c" + i, "", Outcome.ALLOWED);
    }
    execute("alter table audit_log disable trigger all");

    execute("delete from audit_log where seq = 2");

    assertEquals(Optional.of(3L), log.firstBreak());
  }

  @Test
  void aRowFallsWithItsTransaction() {
    assertThrows(
        IllegalStateException.class,
        () ->
            jdbi.useTransaction(
                handle -> {
                  log.record(handle, "a", "case.close", "c", "", Outcome.ALLOWED);
                  throw new IllegalStateException("the change itself failed");
                }));

    assertEquals(0, count());
    assertTrue(log.firstBreak().isEmpty());
  }

  private void execute(String sql) {
    jdbi.useHandle(handle -> handle.execute(sql));
  }

  private long count() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from audit_log").mapTo(Long.class).one());
  }
}
