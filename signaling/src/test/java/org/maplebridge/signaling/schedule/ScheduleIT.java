package org.maplebridge.signaling.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;

class ScheduleIT {
  private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-23T09:00:00+08:00");
  private static final Duration HOUR = Duration.ofHours(1);

  private static EmbeddedPostgres postgres;
  private static Jdbi jdbi;
  private static SittingStore sittings;
  private static Schedule schedule;

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .locations("classpath:db/signaling")
        .load()
        .migrate();
    jdbi = Jdbi.create(postgres.getPostgresDatabase()).installPlugin(new PostgresPlugin());
    sittings = new SittingStore(jdbi);
    schedule = new Schedule(jdbi, sittings);
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    postgres.close();
  }

  @Test
  void bookedSittingIsFoundAsItWasWanted() {
    Sitting wanted = sitting(NINE, Optional.of(id()), id(), id(), id());
    assertEquals(new Booking.Booked(wanted), book(wanted));
    Sitting found = sittings.find(wanted.id()).orElseThrow();
    assertEquals(wanted.participants(), found.participants());
    assertEquals(wanted.placeId(), found.placeId());
    assertEquals(wanted.startsAt().toInstant(), found.startsAt().toInstant());
    assertEquals(Optional.empty(), sittings.find("nothing"));
  }

  @Test
  void refusalNamesThePersonOrThePlaceThatIsTaken() {
    String mediator = id();
    String place = id();
    Sitting first = sitting(NINE, Optional.of(place), mediator, id());
    book(first);

    Clash person = refused(sitting(NINE.plusMinutes(59), Optional.empty(), id(), mediator));
    assertEquals(Optional.of(mediator), person.personId());
    assertEquals(Optional.empty(), person.placeId());
    assertEquals(Optional.of(first.id()), person.sittingId());
    assertEquals(NINE.toInstant(), person.startsAt().toInstant());
    assertEquals(NINE.plus(HOUR).toInstant(), person.endsAt().toInstant());

    Clash room = refused(sitting(NINE.minusMinutes(59), Optional.of(place), id(), id()));
    assertEquals(Optional.of(place), room.placeId());
    assertEquals(Optional.empty(), room.personId());
  }

  @Test
  void refusedBookingLeavesNothingBehind() {
    String mediator = id();
    book(sitting(NINE, Optional.empty(), mediator));
    Sitting refused = sitting(NINE, Optional.empty(), id(), mediator);
    refused(refused);
    assertEquals(Optional.empty(), sittings.find(refused.id()));
    Sitting other = sitting(NINE, Optional.empty(), refused.participants().getFirst().personId());
    assertInstanceOf(Booking.Booked.class, book(other));
  }

  @Test
  void sittingsMayFollowEachOtherWithoutABreak() {
    String mediator = id();
    book(sitting(NINE, Optional.empty(), mediator));
    Sitting next = sitting(NINE.plus(HOUR), Optional.empty(), mediator);
    assertInstanceOf(Booking.Booked.class, book(next));
  }

  @Test
  void cancellingAndEndingFreePeopleAndPlace() {
    String mediator = id();
    Sitting first = sitting(NINE, Optional.of(id()), mediator);
    book(first);
    assertEquals(SittingState.CANCELLED, schedule.cancel(first.id(), "改期", handle -> {}).state());
    Sitting second = sitting(NINE, first.placeId(), mediator);
    assertInstanceOf(Booking.Booked.class, book(second));
    sittings.move(second.id(), SittingState.IN_SESSION);
    sittings.move(second.id(), SittingState.ENDED);
    assertInstanceOf(Booking.Booked.class, book(sitting(NINE, first.placeId(), mediator)));
  }

  @Test
  void whatBeganIsNotCancelledAndMovesOnlyForward() {
    Sitting sitting = sitting(NINE, Optional.empty(), id());
    book(sitting);
    sittings.move(sitting.id(), SittingState.IN_SESSION);
    assertEquals(
        SittingState.IN_SESSION, sittings.move(sitting.id(), SittingState.IN_SESSION).state());
    assertThrows(
        IllegalStateException.class, () -> schedule.cancel(sitting.id(), "改期", handle -> {}));
    assertThrows(
        IllegalStateException.class, () -> sittings.move(sitting.id(), SittingState.LOBBY_OPEN));
    assertThrows(IllegalStateException.class, () -> sittings.move("nothing", SittingState.ENDED));
  }

  @Test
  void ofTwoClerksRacingForOnePersonOrPlaceExactlyOneWins() throws Exception {
    for (int race = 0; race < 50; race++) {
      String mediator = id();
      String party = id();
      Optional<String> place = Optional.of(id());
      // The second clerk names the people in the other order, as a race that deadlocks would.
      List<Booking> results =
          race(
              () -> book(sitting(NINE, place, mediator, party)),
              () -> book(sitting(NINE.plusMinutes(30), place, party, mediator)));
      assertEquals(1, results.stream().filter(Booking.Booked.class::isInstance).count());
      assertEquals(1, results.stream().filter(Booking.Refused.class::isInstance).count());
    }
  }

  /** Each clerk has their own parties and court point; only the judge is wanted by both. */
  @Test
  void ofTwoClerksBookingOneJudgeInTheSameMinuteExactlyOneWinsEveryTime() throws Exception {
    for (int race = 0; race < 200; race++) {
      String judge = id();
      Sitting one = hearing(judge, id());
      Sitting other = hearing(judge, id());
      List<Booking> results = race(() -> book(one), () -> book(other));
      List<Booking.Refused> refused =
          results.stream()
              .filter(Booking.Refused.class::isInstance)
              .map(Booking.Refused.class::cast)
              .toList();
      assertEquals(1, refused.size());
      assertEquals(Optional.of(judge), refused.getFirst().clash().personId());
      Sitting won = results.getFirst() instanceof Booking.Booked ? one : other;
      assertEquals(Optional.of(won.id()), refused.getFirst().clash().sittingId());
      Sitting lost = won.equals(one) ? other : one;
      assertEquals(Optional.empty(), sittings.find(lost.id()));
    }
  }

  /** Nobody is wanted by both clerks; the second hearing begins while the point is changed over. */
  @Test
  void ofTwoClerksBookingOneCourtPointExactlyOneWinsEveryTime() throws Exception {
    Duration changeOver = Duration.ofMinutes(15);
    for (int race = 0; race < 100; race++) {
      Optional<String> point = Optional.of(id());
      Sitting one = sitting(NINE, point, id());
      Sitting other = sitting(NINE.plusMinutes(70), point, id());
      List<Booking> results =
          race(
              () -> schedule.book(one, changeOver, handle -> {}),
              () -> schedule.book(other, changeOver, handle -> {}));
      List<Clash> clashes =
          results.stream()
              .filter(Booking.Refused.class::isInstance)
              .map(result -> ((Booking.Refused) result).clash())
              .toList();
      assertEquals(1, clashes.size());
      assertEquals(point, clashes.getFirst().placeId());
    }
  }

  @Test
  void aPlaceIsClosedOrSatInButNeverBoth() throws Exception {
    for (int race = 0; race < 50; race++) {
      Optional<String> point = Optional.of(id());
      Sitting hearing = sitting(NINE, point, id());
      Closure holiday =
          new Closure(id(), point.orElseThrow(), NINE.minusHours(1), NINE.plusHours(8), "检修");
      List<Boolean> stood =
          race(
              () -> book(hearing) instanceof Booking.Booked,
              () -> schedule.close(holiday, handle -> {}).isEmpty());
      assertEquals(1, stood.stream().filter(Boolean::booleanValue).count());
      if (stood.getLast()) {
        Clash closed = refused(hearing);
        assertEquals(Optional.empty(), closed.sittingId());
        assertEquals(holiday.from().toInstant(), closed.startsAt().toInstant());
      }
    }
  }

  /** The people of a sitting go at its end; the place is made ready for the next one. */
  @Test
  void theNextSittingAtAPointBeginsAfterItsChangeOver() {
    String judge = id();
    Optional<String> point = Optional.of(id());
    Duration changeOver = Duration.ofMinutes(15);
    Sitting first = sitting(NINE, point, judge);
    schedule.book(first, changeOver, handle -> {});
    OffsetDateTime end = NINE.plus(HOUR);
    assertInstanceOf(Booking.Booked.class, book(sitting(end, Optional.empty(), judge)));
    assertEquals(
        Optional.of(first.id()), refused(sitting(end.plusMinutes(14), point, id())).sittingId());
    assertInstanceOf(Booking.Booked.class, book(sitting(end.plusMinutes(15), point, id())));
  }

  /** Whoever writes claims without our ordering of bookings is held by the constraint alone. */
  @Test
  void databaseItselfRefusesTheSecondClaim() {
    String mediator = id();
    book(sitting(NINE, Optional.empty(), mediator));
    Sitting other = sitting(NINE.plus(HOUR), Optional.empty(), mediator);
    book(other);
    UnableToExecuteStatementException refusal =
        assertThrows(
            UnableToExecuteStatementException.class,
            () ->
                jdbi.useHandle(
                    handle ->
                        handle.execute(
                            "update sitting_claim set during = tstzrange(?, ?)"
                                + " where sitting_id = ?",
                            NINE,
                            NINE.plus(HOUR),
                            other.id())));
    SQLException cause = assertInstanceOf(SQLException.class, refusal.getCause());
    assertEquals("23P01", cause.getSQLState());
  }

  /** What two who begin at the same moment come to. */
  private static <T> List<T> race(Callable<T> one, Callable<T> other) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          Stream.of(one, other)
              .map(
                  clerk ->
                      threads.submit(
                          () -> {
                            start.await();
                            return clerk.call();
                          }))
              .toList();
      return List.of(futures.get(0).get(), futures.get(1).get());
    }
  }

  private static Booking book(Sitting wanted) {
    return schedule.book(wanted, Duration.ZERO, handle -> {});
  }

  private static Clash refused(Sitting wanted) {
    return assertInstanceOf(Booking.Refused.class, book(wanted)).clash();
  }

  private static Sitting sitting(
      OffsetDateTime startsAt, Optional<String> placeId, String... personIds) {
    List<Participant> participants =
        Stream.of(personIds)
            .map(person -> new Participant(id(), person, "张某某", Role.APPLICANT, false))
            .toList();
    return sitting(SittingKind.MEDIATION, startsAt, placeId, participants);
  }

  private static Sitting sitting(
      SittingKind kind,
      OffsetDateTime startsAt,
      Optional<String> placeId,
      List<Participant> participants) {
    return new Sitting(
        id(),
        "case",
        "NJ-20261123-000001-1",
        "（2026）纳安人调字第1号",
        "邻里漏水",
        "纳溪区社会治理中心",
        kind,
        SittingState.BOOKED,
        startsAt,
        startsAt.plus(HOUR),
        placeId,
        participants);
  }

  private static Sitting hearing(String judge, String clerk) {
    return sitting(
        SittingKind.HEARING,
        NINE,
        Optional.of(id()),
        List.of(
            new Participant(id(), judge, "周审判", Role.JUDGE, true),
            new Participant(id(), clerk, "吴书记", Role.CLERK, false),
            new Participant(id(), id(), "张某某", Role.PLAINTIFF, false),
            new Participant(id(), id(), "李某某", Role.DEFENDANT, false)));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
