package org.maplebridge.server.courtpoint;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What booking asks about court points. Blocking. */
public final class FreePoints {
  private static final int MOST_TIMES = 3;

  /** How far ahead a free time is looked for. */
  private static final Duration AHEAD = Duration.ofDays(14);

  /**
   * The nearest of the same town that is free and works. Where positions are unknown the codes of
   * the units decide, in which neighbours follow one another. Degrees of longitude shrink with the
   * cosine of the latitude; within a town the earth is flat.
   */
  private static final String NEAREST =
      """
      select p.id, p.name, c.address
      from court_point wished
      join place wp on wp.id = wished.place_id
      join org_unit wu on wu.code = wp.org_code
      join court_point c on c.place_id <> wished.place_id
      join place p on p.id = c.place_id
      join org_unit u on u.code = p.org_code
        and subpath(u.path, 0, 2) = subpath(wu.path, 0, 2)
      where wished.place_id = :place
        and not exists (select 1 from sitting_claim k where k.what = 'PLACE'
          and k.occupied_id = c.place_id
          and k.during && tstzrange(:from, cast(:to as timestamptz)
            + make_interval(mins => c.change_over_minutes)))
        and not exists (
      """
          + PointStore.BROKEN
          + """
          )
      order by power((c.longitude - wished.longitude) * cos(radians(wished.latitude)), 2)
        + power(c.latitude - wished.latitude, 2) nulls last, p.org_code, p.id
      limit 1
      """;

  private final Jdbi jdbi;
  private final InstantSource clock;

  public FreePoints(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** How long a place stays taken after a sitting; nothing where it is no court point. */
  public Duration changeOver(String placeId) {
    return jdbi.withHandle(handle -> changeOver(handle, placeId));
  }

  /** Who sees to a point, while they have an account. */
  public Optional<String> hostOf(String placeId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select h.id from court_point c join staff h on h.id = c.host_id and h.active
                    where c.place_id = :id
                    """)
                .bind("id", placeId)
                .mapTo(String.class)
                .findOne());
  }

  /** What could be had instead of a point that is taken at the wished time. */
  public Instead instead(String placeId, OffsetDateTime from, OffsetDateTime to) {
    return jdbi.withHandle(
        handle ->
            new Instead(
                handle
                    .createQuery(NEAREST)
                    .bind("place", placeId)
                    .bind("from", from)
                    .bind("to", to)
                    .map(ConstructorMapper.of(Nearest.class))
                    .findOne(),
                times(handle, placeId, from, Duration.between(from, to))));
  }

  private List<FreeTimes.Span> times(
      Handle handle, String placeId, OffsetDateTime from, Duration length) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    OffsetDateTime earliest = from.isAfter(now) ? from : now;
    OffsetDateTime until = earliest.plus(AHEAD);
    List<FreeTimes.Span> taken =
        handle
            .createQuery(
                """
                select lower(during) as starts_at, upper(during) as ends_at from sitting_claim
                where what = 'PLACE' and occupied_id = :place and during && tstzrange(:from, :until)
                """)
            .bind("place", placeId)
            .bind("from", earliest)
            .bind("until", until)
            .map(
                (row, context) ->
                    new FreeTimes.Span(
                        row.getObject("starts_at", OffsetDateTime.class),
                        row.getObject("ends_at", OffsetDateTime.class)))
            .list();
    return FreeTimes.next(taken, earliest, until, length, changeOver(handle, placeId), MOST_TIMES);
  }

  private static Duration changeOver(Handle handle, String placeId) {
    return handle
        .createQuery("select change_over_minutes from court_point where place_id = :id")
        .bind("id", placeId)
        .mapTo(Integer.class)
        .findOne()
        .map(Duration::ofMinutes)
        .orElse(Duration.ZERO);
  }

  /**
   * What could be had instead.
   *
   * @param nearest the nearest point of the same town that is free then
   * @param times when the wished point itself is free next
   */
  public record Instead(Optional<Nearest> nearest, List<FreeTimes.Span> times) {

    public Instead {
      times = List.copyOf(times);
    }
  }

  /** A point that is free. */
  public record Nearest(String id, String name, String address) {}
}
