package org.maplebridge.server.notify;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries queued messages to their carriers, one after the other, on one virtual thread. A message
 * that is not taken is tried again after 10 s, 20 s, 40 s … up to {@value #MOST_ATTEMPTS} times. A
 * message without a carrier stays queued, for the outbox page to show.
 */
public final class OutboxWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
  private static final int MOST_ATTEMPTS = 8;
  private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
  private static final long LOOK_EVERY_S = 5;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final List<MessageProvider> providers;
  private final InstantSource clock;
  private final Thread thread;

  /**
   * Starts the worker.
   *
   * @param providers the carriers there are; none is fine
   */
  public OutboxWorker(
      Jdbi jdbi, Outbox outbox, List<MessageProvider> providers, InstantSource clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.providers = List.copyOf(providers);
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("outbox").unstarted(this::work);
    thread.start();
  }

  /** Ends after the delivery under way. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        while (deliverOne()) {
          // One after the other until nothing is due.
        }
        if (outbox.knocked().tryAcquire(LOOK_EVERY_S, TimeUnit.SECONDS)) {
          outbox.knocked().drainPermits();
        }
      } catch (InterruptedException closing) {
        return;
      } catch (RuntimeException failure) {
        LOG.warn("The outbox could not be worked on, trying again later", failure);
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(LOOK_EVERY_S);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean deliverOne() throws InterruptedException {
    Optional<Due> due = jdbi.inTransaction(this::claim);
    if (due.isEmpty()) {
      return false;
    }
    Due message = due.get();
    MessageProvider provider =
        providers.stream().filter(one -> one.carries(message.channel())).findFirst().orElseThrow();
    try {
      provider.deliver(message.id(), message.channel(), message.recipient(), message.body());
      markSent(message);
    } catch (IOException refused) {
      markRefused(message, String.valueOf(refused.getMessage()));
    }
    return true;
  }

  /** Takes the next message off the others' hands for the time of an attempt. */
  private Optional<Due> claim(Handle handle) {
    String[] channels =
        Arrays.stream(Channel.values())
            .filter(channel -> providers.stream().anyMatch(one -> one.carries(channel)))
            .map(Channel::name)
            .toArray(String[]::new);
    Optional<Due> due =
        handle
            .createQuery(
                """
                select id, channel, recipient, body, attempts from outbox
                where state = 'QUEUED' and next_attempt_at <= :now and channel = any (:channels)
                order by next_attempt_at limit 1 for update skip locked
                """)
            .bind("now", now())
            .bind("channels", channels)
            .map(ConstructorMapper.of(Due.class))
            .findOne();
    due.ifPresent(
        message ->
            handle.execute(
                "update outbox set attempts = attempts + 1, next_attempt_at = ? where id = ?",
                now().plus(FIRST_DELAY.multipliedBy(1L << message.attempts())),
                message.id()));
    return due;
  }

  private void markSent(Due message) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update outbox set state = 'SENT', sent_at = ?, last_error = null, body = ?
                where id = ?
                """,
                now(),
                // From now on only the person who got a code has it.
                Mask.secrets(message.body()),
                message.id()));
    LOG.info("Message {} sent", message.id());
  }

  private void markRefused(Due message, String error) {
    boolean last = message.attempts() + 1 >= MOST_ATTEMPTS;
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update outbox set state = ?, last_error = ? where id = ?",
                last ? "FAILED" : "QUEUED",
                error.substring(0, Math.min(error.length(), 200)),
                message.id()));
    LOG.warn("Message {} was not taken, attempt {}", message.id(), message.attempts() + 1);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** A message due for an attempt; {@code attempts} counts those before. */
  record Due(String id, Channel channel, String recipient, String body, int attempts) {}
}
