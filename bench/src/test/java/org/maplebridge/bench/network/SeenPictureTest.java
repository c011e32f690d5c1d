package org.maplebridge.bench.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeenPictureTest {
  private static final double EXACT = 1e-6;
  private static final long MILLI = 1_000_000;
  private static final long USUAL = 66 * MILLI;

  private final SeenPicture picture = new SeenPicture();
  private long now = 5_000 * MILLI;

  @BeforeEach
  void move() {
    picture.begin(now);
    for (int i = 0; i < 30; i++) {
      later(USUAL);
      picture.frame(now);
    }
  }

  private void later(long nanos) {
    now += nanos;
  }

  @Test
  void aPictureThatComesALittleLateIsNotFrozen() {
    later(3 * USUAL);
    picture.frame(now);
    assertEquals(0, picture.frozenSeconds());
  }

  @Test
  void aPictureThatStandsStillIsFrozen() {
    later(1000 * MILLI);
    picture.frame(now);
    assertEquals(1, picture.frozenSeconds(), EXACT);
    assertEquals(0, picture.pausedSeconds());
  }

  @Test
  void aPictureWithFewerFramesIsSlowAndNotFrozen() {
    for (int i = 0; i < 30; i++) {
      later(4 * USUAL);
      picture.frame(now);
    }
    double whileUnusual = picture.frozenSeconds();
    later(4 * USUAL);
    picture.frame(now);
    assertEquals(whileUnusual, picture.frozenSeconds());
    assertTrue(whileUnusual < 2, () -> "frozen for " + whileUnusual);
  }

  @Test
  void whatTheServerSaysItHoldsBackIsPaused() {
    later(USUAL);
    picture.announce(true, now);
    later(2000 * MILLI);
    picture.announce(false, now);
    later(USUAL);
    picture.frame(now);
    assertEquals(0, picture.frozenSeconds());
    assertEquals(2, picture.pausedSeconds(), EXACT);
  }

  @Test
  void theRestOfTheTimeIsFrozen() {
    later(500 * MILLI);
    picture.announce(true, now);
    later(2000 * MILLI);
    picture.frame(now);
    assertEquals(0.5, picture.frozenSeconds(), EXACT);
    assertEquals(2, picture.pausedSeconds(), EXACT);
  }

  @Test
  void whatWasBeforeDoesNotCount() {
    later(1000 * MILLI);
    picture.begin(now);
    later(USUAL);
    picture.frame(now);
    assertEquals(0, picture.frozenSeconds());
  }
}
