package org.maplebridge.signaling.schedule;

import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books and cancels sittings. Whether a person or place is free is decided by the exclusion
 * constraint of {@code sitting_claim} alone, so that it holds whoever races. Blocking.
 */
public final class Schedule {
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  /** PostgreSQL's {@code exclusion_violation}. */
  private static final String EXCLUSION_VIOLATION = "23P01";

  /** A clash may be cancelled between the refusal and the look at it; then we try anew. */
  private static final int TRIES = 5;

  /** What follows a consultation before the next one. */
  public static final Duration NOTES = Duration.ofMinutes(10);

  private final Jdbi jdbi;
  private final SittingStore sittings;

  public Schedule(Jdbi jdbi, SittingStore sittings) {
    this.jdbi = jdbi;
    this.sittings = sittings;
  }

  /**
   * Books a sitting for all its participants and its place, or not at all.
   *
   * @param wanted a new sitting in state {@link SittingState#BOOKED}
   * @param alongside further work that stands or falls with the booking, in its transaction
   */
  public Booking book(Sitting wanted, Consumer<Handle> alongside) {
    for (int i = 0; i < TRIES; i++) {
      if (tryBooking(wanted, alongside)) {
        LOG.info("Sitting {} of case {} booked", wanted.id(), wanted.caseId());
        return new Booking.Booked(wanted);
      }
      Optional<Clash> clash = clash(wanted);
      if (clash.isPresent()) {
        return new Booking.Refused(clash.get());
      }
    }
    throw new IllegalStateException("Sitting " + wanted.id() + " clashes with what keeps changing");
  }

  /**
   * Cancels a sitting that has not begun and frees its people and place.
   *
   * @param reason the sentence given for it
   * @throws IllegalStateException when it has begun or is over
   */
  public Sitting cancel(String sittingId, String reason, Consumer<Handle> alongside) {
    return jdbi.inTransaction(
        handle -> {
          Sitting cancelled = sittings.move(handle, sittingId, SittingState.CANCELLED);
          handle
              .createUpdate("update sitting set cancel_reason = :reason where id = :id")
              .bind("reason", reason)
              .bind("id", sittingId)
              .execute();
          alongside.accept(handle);
          return cancelled;
        });
  }

  /**
   * Adds somebody to a sitting that is booked or running, and claims them until it ends. Within the
   * caller's transaction, which fails with {@code exclusion_violation} where they are taken.
   *
   * @param from when they are needed
   */
  public void join(Handle handle, Sitting sitting, Participant who, OffsetDateTime from) {
    sittings.add(handle, sitting.id(), who);
    OffsetDateTime start = from.isAfter(sitting.startsAt()) ? from : sitting.startsAt();
    if (start.isBefore(sitting.endsAt())) {
      handle
          .createUpdate(
              """
              insert into sitting_claim (sitting_id, what, occupied_id, during)
              values (:sitting, 'PERSON', :person, tstzrange(:from, :to))
              """)
          .bind("sitting", sitting.id())
          .bind("person", who.personId())
          .bind("from", start)
          .bind("to", sitting.endsAt())
          .execute();
    }
  }

  private boolean tryBooking(Sitting wanted, Consumer<Handle> alongside) {
    try {
      jdbi.useTransaction(
          handle -> {
            lock(handle, wanted);
            sittings.insert(handle, wanted);
            claim(handle, wanted);
            alongside.accept(handle);
          });
      return true;
    } catch (UnableToExecuteStatementException failure) {
      if (isExclusion(failure)) {
        return false;
      }
      throw failure;
    }
  }

  /**
   * Lets bookings that touch the same people or place queue up in one order. The constraint would
   * hold without it, but two bookings would then wait for each other until PostgreSQL's deadlock
   * detector ends one after a second, with an error that names no clash.
   */
  private static void lock(Handle handle, Sitting wanted) {
    handle
        .createQuery(
            """
            select count(pg_advisory_xact_lock(key)) from (
              select distinct hashtextextended(occupied_id, 0) as key
              from unnest(:ids) as occupied_id order by key) as ordered
            """)
        .bindArray("ids", String.class, occupied(wanted))
        .mapTo(Long.class)
        .one();
  }

  private static Object[] occupied(Sitting wanted) {
    return Stream.concat(
            wanted.participants().stream().map(Participant::personId), wanted.placeId().stream())
        .toArray();
  }

  private static void claim(Handle handle, Sitting wanted) {
    handle
        .createUpdate(
            """
            insert into sitting_claim (sitting_id, what, occupied_id, during)
            select s.id, 'PERSON', p.person_id, tstzrange(s.starts_at, :until)
              from sitting s join sitting_participant p on p.sitting_id = s.id where s.id = :id
            union all
            select s.id, 'PLACE', s.place_id, tstzrange(s.starts_at, :until)
              from sitting s where s.id = :id and s.place_id is not null
            """)
        .bind("id", wanted.id())
        .bind("until", occupiedUntil(wanted))
        .execute();
  }

  /** After a consultation its counsellor writes notes and the client is not hurried on. */
  private static OffsetDateTime occupiedUntil(Sitting wanted) {
    return wanted.kind() == SittingKind.CONSULTATION
        ? wanted.endsAt().plus(NOTES)
        : wanted.endsAt();
  }

  private Optional<Clash> clash(Sitting wanted) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select c.what, c.occupied_id, c.sitting_id, s.starts_at, s.ends_at
                    from sitting_claim c join sitting s on s.id = c.sitting_id
                    where c.during && tstzrange(:startsAt, :endsAt)
                      and ((c.what = 'PERSON' and c.occupied_id = any(:people))
                        or (c.what = 'PLACE' and c.occupied_id = :place))
                    order by c.what, s.starts_at limit 1
                    """)
                .bind("startsAt", wanted.startsAt())
                .bind("endsAt", occupiedUntil(wanted))
                .bind("place", wanted.placeId())
                .bindArray(
                    "people",
                    String.class,
                    wanted.participants().stream().map(Participant::personId).toList())
                .map(
                    (row, context) ->
                        clash(
                            row.getString("what").equals("PERSON"),
                            row.getString("occupied_id"),
                            row.getString("sitting_id"),
                            row.getObject("starts_at", OffsetDateTime.class),
                            row.getObject("ends_at", OffsetDateTime.class)))
                .findOne());
  }

  private static Clash clash(
      boolean person,
      String occupiedId,
      String sittingId,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt) {
    Optional<String> occupied = Optional.of(occupiedId);
    return new Clash(
        person ? occupied : Optional.empty(),
        person ? Optional.empty() : occupied,
        sittingId,
        startsAt,
        endsAt);
  }

  private static boolean isExclusion(UnableToExecuteStatementException failure) {
    return failure.getCause() instanceof SQLException sql
        && EXCLUSION_VIOLATION.equals(sql.getSQLState());
  }
}
