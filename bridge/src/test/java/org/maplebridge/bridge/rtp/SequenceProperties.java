package org.maplebridge.bridge.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for any numbers: tried on seeded random ones and on every edge. */
class SequenceProperties {
  private static final int TRIES = 20_000;
  private static final int[] EDGES = {0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFE, 0xFFFF};

  private final Random random = new Random(3550);

  private int sequence() {
    return random.nextInt(4) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(0x10000);
  }

  @Test
  void distanceUndoesAddition() {
    for (int i = 0; i < TRIES; i++) {
      int start = sequence();
      int by = (short) sequence();
      assertEquals(by, SequenceNumbers.delta((start + by) & 0xFFFF, start));
    }
  }

  @Test
  void exactlyOneOfTwoIsNewer() {
    for (int i = 0; i < TRIES; i++) {
      int a = sequence();
      int b = sequence();
      boolean opposite = ((a - b) & 0xFFFF) == 0x8000;
      boolean decided = SequenceNumbers.isNewer(a, b) != SequenceNumbers.isNewer(b, a);
      assertEquals(a != b && !opposite, decided);
    }
  }

  @Test
  void unwrappingFollowsTheTrueNumberForward() {
    for (int i = 0; i < TRIES / 20; i++) {
      SequenceUnwrapper unwrapper = new SequenceUnwrapper();
      long number = random.nextLong(1L << 16, 1L << 40);
      long offset = unwrapper.unwrap((int) (number & 0xFFFF)) - number;
      for (int step = 0; step < 40; step++) {
        number += random.nextInt(30_001);
        assertEquals(number + offset, unwrapper.unwrap((int) (number & 0xFFFF)));
      }
    }
  }

  @Test
  void unwrappingFollowsTheTrueNumberBack() {
    for (int i = 0; i < TRIES; i++) {
      SequenceUnwrapper unwrapper = new SequenceUnwrapper();
      long start = random.nextLong(1L << 16, 1L << 40);
      long offset = unwrapper.unwrap((int) (start & 0xFFFF)) - start;
      long earlier = start - random.nextInt(30_001);
      assertEquals(earlier + offset, unwrapper.peek((int) (earlier & 0xFFFF)));
    }
  }

  @Test
  void timestampsUnwrapToo() {
    for (int i = 0; i < TRIES; i++) {
      TimestampUnwrapper unwrapper = new TimestampUnwrapper();
      long first = random.nextLong(1L << 32);
      int by = random.nextInt(-1_000_000, Integer.MAX_VALUE);
      long base = unwrapper.unwrap(first);
      assertEquals(by, unwrapper.unwrap((first + by) & 0xFFFF_FFFFL) - base);
    }
  }
}
