package org.maplebridge.bench.demo;

import java.time.Duration;
import java.time.InstantSource;

/** Who speaks when: each of the people in turn, with a short silence between. Any thread. */
final class Turn {
  private static final long SPEAKS_MS = Duration.ofSeconds(7).toMillis();
  private static final long PAUSE_MS = Duration.ofMillis(1_200).toMillis();

  private final InstantSource time;
  private final int people;

  Turn(InstantSource time, int people) {
    this.time = time;
    this.people = people;
  }

  boolean speaks(int place) {
    long now = time.millis();
    long round = SPEAKS_MS + PAUSE_MS;
    return now / round % people == place && now % round < SPEAKS_MS;
  }
}
