package org.maplebridge.signaling.schedule;

import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books and cancels sittings, and closes places. Whether a person or place is free is decided by
 * the exclusion constraint of {@code sitting_claim} alone, so that it holds whoever races.
 * Blocking.
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
   * @param changeOver how long its place stays taken when it is over
   * @param alongside further work that stands or falls with the booking, in its transaction
   */
  public Booking book(Sitting wanted, Duration changeOver, Consumer<Handle> alongside) {
    Claim claim = Claim.of(wanted, changeOver);
    Optional<Clash> clash =
        claimed(
            claim,
            handle -> {
              sittings.insert(handle, wanted);
              claim(handle, wanted.id(), claim);
              alongside.accept(handle);
            });
    if (clash.isPresent()) {
      return new Booking.Refused(clash.get());
    }
    LOG.info("Sitting {} of case {} booked", wanted.id(), wanted.caseId());
    return new Booking.Booked(wanted);
  }

  /**
   * Closes a place for a time in which no sitting is.
   *
   * @return what stands in the way; nothing was changed then
   */
  public Optional<Clash> close(Closure closure, Consumer<Handle> alongside) {
    Optional<Clash> clash =
        claimed(
            Claim.of(closure),
            handle -> {
              handle.execute(
                  "insert into place_closure (id, reason) values (?, ?)",
                  closure.id(),
                  closure.reason());
              handle.execute(
                  """
                  insert into sitting_claim (closure_id, what, occupied_id, during)
                  values (?, 'PLACE', ?, tstzrange(?, ?))
                  """,
                  closure.id(),
                  closure.placeId(),
                  closure.from(),
                  closure.to());
              alongside.accept(handle);
            });
    if (clash.isEmpty()) {
      LOG.info("Place {} closed by {}", closure.placeId(), closure.id());
    }
    return clash;
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

  /** Does the work that makes these claims; where another's stands in the way, says which. */
  private Optional<Clash> claimed(Claim claim, Consumer<Handle> work) {
    for (int i = 0; i < TRIES; i++) {
      if (tryClaiming(claim, work)) {
        return Optional.empty();
      }
      Optional<Clash> clash = clash(claim);
      if (clash.isPresent()) {
        return clash;
      }
    }
    throw new IllegalStateException("What clashes with " + claim + " keeps changing");
  }

  private boolean tryClaiming(Claim claim, Consumer<Handle> work) {
    try {
      jdbi.useTransaction(
          handle -> {
            lock(handle, claim);
            work.accept(handle);
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
  private static void lock(Handle handle, Claim claim) {
    handle
        .createQuery(
            """
            select count(pg_advisory_xact_lock(key)) from (
              select distinct hashtextextended(occupied_id, 0) as key
              from unnest(:ids) as occupied_id order by key) as ordered
            """)
        .bindArray(
            "ids",
            String.class,
            Stream.concat(claim.people().stream(), claim.place().stream()).toArray())
        .mapTo(Long.class)
        .one();
  }

  private static void claim(Handle handle, String sittingId, Claim claim) {
    claim
        .bind(
            handle.createUpdate(
                """
                insert into sitting_claim (sitting_id, what, occupied_id, during)
                select :sitting, 'PERSON', person, tstzrange(:from, :to) from unnest(:people) as person
                union all
                select :sitting, 'PLACE', place, tstzrange(:from, :placeTo)
                  from (select cast(:place as text) as place) as one where place is not null
                """))
        .bind("sitting", sittingId)
        .execute();
  }

  private Optional<Clash> clash(Claim claim) {
    return jdbi.withHandle(
        handle ->
            claim
                .bind(
                    handle.createQuery(
                        """
                        select what, occupied_id, sitting_id, lower(during) as starts_at,
                          upper(during) as ends_at
                        from sitting_claim
                        where what = 'PERSON' and occupied_id = any(:people)
                            and during && tstzrange(:from, :to)
                          or what = 'PLACE' and occupied_id = :place
                            and during && tstzrange(:from, :placeTo)
                        order by what, starts_at limit 1
                        """))
                .map(
                    (row, context) ->
                        clash(
                            row.getString("what").equals("PERSON"),
                            row.getString("occupied_id"),
                            Optional.ofNullable(row.getString("sitting_id")),
                            row.getObject("starts_at", OffsetDateTime.class),
                            row.getObject("ends_at", OffsetDateTime.class)))
                .findOne());
  }

  private static Clash clash(
      boolean person,
      String occupiedId,
      Optional<String> sittingId,
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

  /**
   * Who and what is taken, and until when.
   *
   * @param placeTo when the place is free again
   */
  private record Claim(
      List<String> people,
      Optional<String> place,
      OffsetDateTime from,
      OffsetDateTime to,
      OffsetDateTime placeTo) {

    static Claim of(Sitting wanted, Duration changeOver) {
      // After a consultation its counsellor writes notes and the client is not hurried on.
      OffsetDateTime to =
          wanted.kind() == SittingKind.CONSULTATION ? wanted.endsAt().plus(NOTES) : wanted.endsAt();
      return new Claim(
          wanted.participants().stream().map(Participant::personId).toList(),
          wanted.placeId(),
          wanted.startsAt(),
          to,
          to.plus(changeOver));
    }

    <T extends SqlStatement<T>> T bind(T statement) {
      return statement
          .bindArray("people", String.class, people)
          .bind("place", place)
          .bind("from", from)
          .bind("to", to)
          .bind("placeTo", placeTo);
    }

    static Claim of(Closure closure) {
      return new Claim(
          List.of(), Optional.of(closure.placeId()), closure.from(), closure.to(), closure.to());
    }
  }
}
