package org.maplebridge.server.consultation.booking;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.schedule.Schedule;

/** Slots of fifty minutes and ten for notes, cut from the hours a counsellor publishes. Pure. */
final class Slots {
  static final Duration TALK = Duration.ofMinutes(50);
  static final Duration WHOLE = TALK.plus(Schedule.NOTES);
  private static final Duration NOTICE = Duration.ofMinutes(10);
  private static final int DAYS = 14;

  private Slots() {}

  /** A time somebody is taken. */
  record Taken(OffsetDateTime from, OffsetDateTime to) {}

  /** Beginnings of free slots from soon on, in order. */
  static List<OffsetDateTime> free(
      List<WorkingHours> hours, List<Taken> taken, OffsetDateTime now) {
    List<OffsetDateTime> free = new ArrayList<>();
    LocalDate today = now.atZoneSameInstant(District.ZONE).toLocalDate();
    for (LocalDate day = today; day.isBefore(today.plusDays(DAYS)); day = day.plusDays(1)) {
      for (WorkingHours stretch : hours) {
        if (stretch.weekday() == day.getDayOfWeek().getValue()) {
          cut(day, stretch, free);
        }
      }
    }
    return free.stream()
        .filter(start -> start.isAfter(now.plus(NOTICE)))
        .filter(start -> taken.stream().noneMatch(other -> meets(start, other)))
        .sorted()
        .toList();
  }

  private static void cut(LocalDate day, WorkingHours stretch, List<OffsetDateTime> into) {
    long whole = WHOLE.toMinutes();
    for (long at = stretch.fromMinute(); at + whole <= stretch.toMinute(); at += whole) {
      into.add(day.atStartOfDay(District.ZONE).plusMinutes(at).toOffsetDateTime());
    }
  }

  private static boolean meets(OffsetDateTime start, Taken other) {
    return start.isBefore(other.to()) && other.from().isBefore(start.plus(WHOLE));
  }
}
