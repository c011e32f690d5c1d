package org.maplebridge.server.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The append-only log of who did what to what, why, and whether it was allowed. Each row carries
 * the SHA-256 of itself and of the row before, so that a changed, removed or inserted row breaks
 * the chain; the table itself refuses update and delete. Blocking, any thread.
 */
public final class AuditLog {
  /** Serialises appenders of all processes: the chain has one end. */
  private static final long APPEND_LOCK = 0x6d61706c65_01L;

  private static final Duration READING = Duration.ofMinutes(5);

  static final String FIRST_HASH = "0".repeat(64);

  private final Jdbi jdbi;
  private final InstantSource clock;

  public AuditLog(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Appends a row in a transaction of its own.
   *
   * @param actor id of a member of staff or participant, or {@code system}
   * @param action stable word such as {@code case.read}
   * @param object id of what was acted on
   * @param purpose the reason given, where the action needs one; else empty
   */
  public void record(String actor, String action, String object, String purpose, Outcome outcome) {
    // A handle of its own: within a transaction Jdbi would hand out that transaction's, and a
    // refusal
    // would be rolled back with what it refused.
    try (Handle own = jdbi.open()) {
      own.useTransaction(handle -> record(handle, actor, action, object, purpose, outcome));
    }
  }

  /** Appends a row within the caller's transaction, to stand or fall with it. */
  public void record(
      Handle handle, String actor, String action, String object, String purpose, Outcome outcome) {
    handle.execute("select pg_advisory_xact_lock(?)", APPEND_LOCK);
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    String previous =
        handle
            .createQuery("select hash from audit_log order by seq desc limit 1")
            .mapTo(String.class)
            .findOne()
            .orElse(FIRST_HASH);
    var row = new AuditRow(at, actor, action, object, purpose, outcome);
    handle
        .createUpdate(
            """
            insert into audit_log (at, actor, action, object, purpose, outcome, previous, hash)
            values (:at, :actor, :action, :object, :purpose, :outcome, :previous, :hash)
            """)
        .bind("at", at)
        .bind("actor", actor)
        .bind("action", action)
        .bind("object", object)
        .bind("purpose", purpose)
        .bind("outcome", outcome)
        .bind("previous", previous)
        .bind("hash", row.hashAfter(previous))
        .execute();
  }

  /**
   * Appends a row for a reading, unless the same one stands there since five minutes: a page that
   * looks again every few seconds is one reading that goes on.
   */
  public void recordReading(
      Handle handle, String actor, String action, String object, String purpose) {
    boolean goesOn =
        handle
            .createQuery(
                """
                select exists (select 1 from audit_log where object = :object and at > :since
                  and actor = :actor and action = :action and purpose = :purpose)
                """)
            .bind("object", object)
            .bind("since", clock.instant().minus(READING).atOffset(ZoneOffset.UTC))
            .bind("actor", actor)
            .bind("action", action)
            .bind("purpose", purpose)
            .mapTo(Boolean.class)
            .one();
    if (!goesOn) {
      record(handle, actor, action, object, purpose, Outcome.ALLOWED);
    }
  }

  /** Walks the whole chain; gives the number of the first row that does not fit, if any. */
  public Optional<Long> firstBreak() {
    return jdbi.withHandle(AuditLog::walk);
  }

  private static Optional<Long> walk(Handle handle) {
    String previous = FIRST_HASH;
    try (var rows =
        handle
            .createQuery("select * from audit_log order by seq")
            .setFetchSize(1_000)
            .map(new StoredRow.Mapper())
            .stream()) {
      for (StoredRow stored : (Iterable<StoredRow>) rows::iterator) {
        if (!stored.follows(previous)) {
          return Optional.of(stored.seq());
        }
        previous = stored.hash();
      }
    }
    return Optional.empty();
  }

  /** How it ended. */
  public enum Outcome {
    ALLOWED,
    REFUSED,
    FAILED
  }

  /** What a row says. */
  record AuditRow(
      OffsetDateTime at,
      String actor,
      String action,
      String object,
      String purpose,
      Outcome outcome) {

    /**
     * SHA-256 over the previous hash and every field with its length, so that no two rows agree.
     */
    String hashAfter(String previous) {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        for (String field :
            new String[] {
              previous, at.toInstant().toString(), actor, action, object, purpose, outcome.name()
            }) {
          byte[] bytes = field.getBytes(java.nio.charset.StandardCharsets.UTF_8);
          digest.update(java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
          digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
