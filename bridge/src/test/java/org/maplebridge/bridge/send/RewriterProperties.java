package org.maplebridge.bridge.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.rtp.SequenceNumbers;

/** What must hold for any course of a source: tried on seeded random ones. */
class RewriterProperties {
  private static final int TRIES = 2_000;

  private final Random random = new Random(3711);

  @Test
  void theReceiverSeesOneStreamThatNeverGoesBack() {
    for (int i = 0; i < TRIES; i++) {
      List<Integer> steps = random.ints(1 + random.nextInt(60), 0, 10).boxed().toList();
      follow(random.nextLong(65_536, 200_001), random.nextInt(32_768), steps);
    }
  }

  /** Each step skips so many packets of the source; a zero ends the segment, as closing does. */
  private static void follow(long first, int start, List<Integer> steps) {
    StreamRewriter rewriter = new StreamRewriter(90_000, 65_536 + start, 4_294_960_000L);
    long source = first;
    long timestamp = 0xFFFF_FF00L;
    long nanos = 1;
    int lastSequence = -1;
    long lastTimestamp = -1;
    boolean gapExpected = false;
    for (int step : steps) {
      source += Math.max(1, step);
      timestamp = (timestamp + 3000L * Math.max(1, step)) & 0xFFFF_FFFFL;
      nanos += 33_000_000L * Math.max(1, step);
      gapExpected = step > 1;
      if (step == 0) {
        rewriter.end();
        timestamp = (timestamp * 31) & 0xFFFF_FFFFL;
      }
      if (!rewriter.isRunning()) {
        rewriter.begin(source, timestamp, nanos);
        gapExpected = false;
      }
      assertTrue(rewriter.covers(source));
      rewriter.sent(source, timestamp, nanos);
      int sequence = rewriter.sequence(source);
      assertEquals(source, rewriter.sourceSequence(sequence));
      if (lastSequence >= 0) {
        int expected = gapExpected ? Math.max(1, step) : 1;
        assertEquals(expected, SequenceNumbers.delta(sequence, lastSequence));
        long out = rewriter.timestamp(timestamp);
        assertTrue(SequenceNumbers.timestampDelta(out, lastTimestamp) > 0);
        assertTrue(SequenceNumbers.timestampDelta(out, lastTimestamp) <= 3000 * 10);
      }
      lastSequence = sequence;
      lastTimestamp = rewriter.timestamp(timestamp);
    }
  }
}
