package org.maplebridge.server.courtpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeTimesTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration CHANGE_OVER = Duration.ofMinutes(15);

  @Test
  void aFreePointIsFreeFromTheNextQuarterOfAnHour() {
    assertEquals(
        List.of("23T09:15 23T10:15", "23T10:30 23T11:30", "23T11:45 23T12:45"),
        next(List.of(), "23T09:00:30"));
  }

  @Test
  void theChangeOverMustBeFreeTooBeforeWhatFollows() {
    // 09:00 would end at 10:00 and be changed over when the next begins.
    List<FreeTimes.Span> taken = List.of(span("23T10:00", "23T11:15"));
    assertEquals(
        List.of("23T11:15 23T12:15", "23T12:30 23T13:30", "23T13:45 23T14:45"),
        next(taken, "23T09:00"));
  }

  @Test
  void theHouseOpensAtNineAndIsEmptyAtSix() {
    assertEquals(
        List.of("23T17:00 23T18:00", "24T09:00 24T10:00", "24T10:15 24T11:15"),
        next(List.of(), "23T16:46"));
    assertEquals("24T09:00 24T10:00", next(List.of(), "23T20:00").getFirst());
    assertEquals("24T09:00 24T10:00", next(List.of(), "24T03:00").getFirst());
  }

  @Test
  void nothingIsProposedWhereEverythingIsTaken() {
    assertEquals(List.of(), next(List.of(span("20T00:00", "30T00:00")), "23T09:00"));
  }

  private static List<String> next(List<FreeTimes.Span> taken, String from) {
    OffsetDateTime start = at(from);
    return FreeTimes.next(taken, start, start.plusDays(3), HOUR, CHANGE_OVER, 3).stream()
        .map(span -> clock(span.startsAt()) + " " + clock(span.endsAt()))
        .toList();
  }

  private static FreeTimes.Span span(String from, String to) {
    return new FreeTimes.Span(at(from), at(to));
  }

  private static OffsetDateTime at(String time) {
    return OffsetDateTime.parse(
        "2026-11-" + time + (time.length() > "23T09:00".length() ? "+08:00" : ":00+08:00"));
  }

  private static String clock(OffsetDateTime time) {
    return time.toLocalDateTime().toString().substring("2026-11-".length());
  }
}
