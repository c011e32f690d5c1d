package org.maplebridge.bridge.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tried on seeded random orders of arrival. */
class ReplayListProperties {

  private final Random random = new Random(3711);

  /** Nothing twice, nothing older than the window, everything else. */
  @Test
  void itTakesWhatASetOfAllThatCameWouldTake() {
    for (int i = 0; i < 200; i++) {
      ReplayList list = new ReplayList();
      Set<Long> came = new HashSet<>();
      long highest = -1;
      for (int step = 0; step < 2000; step++) {
        long index = highest + jump();
        boolean isNew = !came.contains(index);
        boolean isRecent = highest < 0 || highest - index < ReplayList.WINDOW;
        assertEquals(index >= 0 && isNew && isRecent, list.mayTake(index));
        if (list.mayTake(index)) {
          list.take(index);
          came.add(index);
          highest = Math.max(highest, index);
        }
      }
    }
  }

  /** Mostly near the newest, at times across the window. */
  private int jump() {
    return switch (random.nextInt(20)) {
      case 0 -> random.nextInt(-1100, 3000);
      case 1, 2, 3 -> random.nextInt(-1030, -900);
      default -> random.nextInt(-60, 70);
    };
  }

  /** RFC 3711 section 3.3.1. */
  @Test
  void aSequenceNumberIsOfTheNearestCycle() {
    ReplayList list = new ReplayList();
    assertEquals(65_535, list.estimate(65_535));
    list.take(65_535);
    assertEquals(65_536, list.estimate(0));
    list.take(65_536);
    assertEquals(65_535, list.estimate(65_535));
    assertFalse(list.mayTake(65_535));
    assertTrue(list.mayTake(65_534));
    ReplayList young = new ReplayList();
    young.take(1);
    assertFalse(young.mayTake(young.estimate(65_000)));
  }
}
