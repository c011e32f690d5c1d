package org.maplebridge.server.courtpoint;

import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.maplebridge.server.org.District;

/** Finds when a point is free. Pure. */
public final class FreeTimes {
  private static final LocalTime OPENS = LocalTime.of(9, 0);
  private static final LocalTime CLOSES = LocalTime.of(18, 0);
  private static final int STEP_MINUTES = 15;

  private FreeTimes() {}

  /**
   * The next free times of a length, within the hours of the house, none touching another.
   *
   * @param taken what takes the point, change-overs included
   * @param from the earliest start
   * @param until the latest end
   * @param changeOver what must be free besides, after each
   */
  static List<Span> next(
      List<Span> taken,
      OffsetDateTime from,
      OffsetDateTime until,
      Duration length,
      Duration changeOver,
      int most) {
    List<Span> found = new ArrayList<>();
    ZonedDateTime start = onGrid(from.atZoneSameInstant(District.ZONE));
    while (found.size() < most && !start.plus(length).toOffsetDateTime().isAfter(until)) {
      if (start.toLocalTime().isBefore(OPENS)) {
        start = start.with(OPENS);
      }
      var wish = new Span(start.toOffsetDateTime(), start.plus(length).toOffsetDateTime());
      if (start.plus(length).isAfter(start.with(CLOSES))) {
        start = start.plusDays(1).with(OPENS);
      } else if (taken.stream().anyMatch(wish.with(changeOver)::overlaps)) {
        start = start.plusMinutes(STEP_MINUTES);
      } else {
        found.add(wish);
        start = onGrid(start.plus(length).plus(changeOver));
      }
    }
    return List.copyOf(found);
  }

  private static ZonedDateTime onGrid(ZonedDateTime time) {
    ZonedDateTime hour = time.truncatedTo(ChronoUnit.HOURS);
    long minutes = Duration.between(hour, time.plusSeconds(59)).toMinutes();
    return hour.plusMinutes((minutes + STEP_MINUTES - 1) / STEP_MINUTES * STEP_MINUTES);
  }

  /** A time; its end is not in it. */
  public record Span(OffsetDateTime startsAt, OffsetDateTime endsAt) {

    private Span with(Duration after) {
      return new Span(startsAt, endsAt.plus(after));
    }

    private boolean overlaps(Span other) {
      return startsAt.isBefore(other.endsAt) && other.startsAt.isBefore(endsAt);
    }
  }
}
