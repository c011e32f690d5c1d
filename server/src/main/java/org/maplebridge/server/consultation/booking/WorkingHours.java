package org.maplebridge.server.consultation.booking;

/**
 * A stretch of one weekday, in minutes of the local day.
 *
 * @param weekday 1 for Monday to 7 for Sunday (ISO 8601)
 */
public record WorkingHours(int weekday, int fromMinute, int toMinute) {
  private static final int DAY = 24 * 60;

  boolean isSensible() {
    return weekday >= 1
        && weekday <= 7
        && fromMinute >= 0
        && toMinute <= DAY
        && toMinute - fromMinute >= Slots.WHOLE.toMinutes();
  }
}
