package org.maplebridge.server.invitation;

import java.time.Duration;

/** How long before a sitting people are reminded of it. */
public enum Lead {
  /** The day before; it still helps up to an hour before, where the server was down in between. */
  DAY(Duration.ofDays(1), Duration.ofHours(1)),
  TEN_MINUTES(Duration.ofMinutes(10), Duration.ZERO);

  private final Duration from;
  private final Duration until;

  Lead(Duration from, Duration until) {
    this.from = from;
    this.until = until;
  }

  /** When the reminder is due, before the start. */
  Duration from() {
    return from;
  }

  /** From when on it comes too late. */
  Duration until() {
    return until;
  }
}
