package org.maplebridge.server.notify;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.persistence.Ids;

/**
 * Messages on their way to people, kept in the database until a carrier has taken them. Queue
 * within the transaction of what the message tells, so that neither exists without the other.
 */
public final class Outbox {
  private final Jdbi jdbi;
  private final Ids ids;
  private final InstantSource clock;
  private final Semaphore knocked = new Semaphore(0);

  public Outbox(Jdbi jdbi, Ids ids, InstantSource clock) {
    this.jdbi = jdbi;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Queues a message in a transaction of its own.
   *
   * @param to phone number or e-mail address
   * @return the message's id
   */
  public String queue(Channel channel, String to, String text) {
    return jdbi.inTransaction(handle -> queue(handle, channel, to, text));
  }

  /** Queues a message within the caller's transaction. */
  public String queue(Handle handle, Channel channel, String to, String text) {
    return queue(handle, channel, to, text, clock.instant().atOffset(ZoneOffset.UTC));
  }

  /** The same, to be sent at a time and not before. */
  public String queue(
      Handle handle, Channel channel, String to, String text, OffsetDateTime dueAt) {
    String id = ids.next();
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    handle
        .createUpdate(
            """
            insert into outbox (id, channel, recipient, body, created_at, next_attempt_at)
            values (:id, :channel, :to, :text, :now, :dueAt)
            """)
        .bind("id", id)
        .bind("channel", channel.name())
        .bind("to", to)
        .bind("text", text)
        .bind("now", now)
        .bind("dueAt", dueAt)
        .execute();
    knocked.release();
    return id;
  }

  /** Released once per queued message, so that the worker need not wait for its next look. */
  Semaphore knocked() {
    return knocked;
  }
}
