package org.maplebridge.bridge.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossWatchTest {

  private static final long MILLI = 1_000_000;

  private final LossWatch watch = new LossWatch();

  private int[] dueNumbers(long millis) {
    int[] into = new int[LossWatch.CAPACITY];
    int count = watch.takeDue(into, millis * MILLI);
    return Arrays.copyOf(into, count);
  }

  @Test
  void asksForAGapOnceReorderingIsUnlikely() {
    assertTrue(watch.onPacket(65_534, 0));
    assertTrue(watch.onPacket(65_538, 0));
    assertEquals(0, dueNumbers(1).length);
    assertArrayEquals(new int[] {65_535, 0, 1}, dueNumbers(10));
    assertEquals(0, dueNumbers(20).length);
  }

  @Test
  void doesNotAskForWhatCameLate() {
    assertTrue(watch.onPacket(10, 0));
    assertTrue(watch.onPacket(13, 0));
    assertTrue(watch.onPacket(11, MILLI));
    assertArrayEquals(new int[] {12}, dueNumbers(10));
    assertTrue(watch.onPacket(12, 11 * MILLI));
    assertEquals(0, watch.missing());
  }

  @Test
  void asksLessAndLessOftenThenGivesUp() {
    assertTrue(watch.onPacket(10, 0));
    assertTrue(watch.onPacket(12, 0));
    int asked = 0;
    int given = 0;
    long lastAsked = 0;
    for (long millis = 0; millis < 5000; millis += 10) {
      given += watch.giveUp(millis * MILLI);
      if (dueNumbers(millis).length > 0) {
        asked++;
        assertTrue(asked < 3 || millis - lastAsked >= 50);
        lastAsked = millis;
      }
    }
    assertEquals(6, asked);
    assertEquals(1, given);
    assertEquals(0, watch.missing());
  }

  @Test
  void givesUpWhatWouldComeTooLateToBeShown() {
    assertTrue(watch.onPacket(10, 0));
    assertTrue(watch.onPacket(12, 0));
    long useful = LossWatch.USEFUL_NANOS / MILLI;
    assertEquals(0, watch.giveUp((useful - 1) * MILLI));
    assertEquals(1, watch.giveUp(useful * MILLI));
  }

  /** Nothing is asked for again while it may still be on its way, on a slow path as on a fast. */
  @Test
  void asksAgainAfterTheRoundTripItHasSeen() {
    assertTrue(watch.onPacket(10, 0));
    assertTrue(watch.onPacket(12, 0));
    assertEquals(1, dueNumbers(8).length);
    assertTrue(watch.onPacket(11, 308 * MILLI));
    assertTrue(watch.onPacket(14, 400 * MILLI));
    assertEquals(1, dueNumbers(408).length);
    assertEquals(0, dueNumbers(408 + 370).length);
    assertEquals(1, dueNumbers(408 + 380).length);
  }

  @Test
  void saysWhenAGapIsBeyondRepair() {
    assertTrue(watch.onPacket(1000, 0));
    assertFalse(watch.onPacket(1000 + LossWatch.CAPACITY + 2, 0));
    assertEquals(0, watch.missing());
    assertTrue(watch.onPacket(1000 + LossWatch.CAPACITY + 4, 0));
    assertEquals(1, watch.missing());
  }

  @Test
  void passesEachNumberOnce() {
    DuplicateFilter filter = new DuplicateFilter();
    assertTrue(filter.pass(70_000));
    assertFalse(filter.pass(70_000));
    assertTrue(filter.pass(70_005));
    assertTrue(filter.pass(70_003));
    assertFalse(filter.pass(70_003));
    assertTrue(filter.pass(70_000 + DuplicateFilter.WINDOW));
    assertFalse(filter.pass(70_000));
    assertTrue(filter.pass(70_001));
    assertTrue(filter.pass(90_000));
    assertFalse(filter.pass(70_007));
  }
}
