package org.maplebridge.bridge.receive;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeyFrameRequestsTest {
  private static final long START = 7_000_000_000L;
  private static final long SOON = START + KeyFramePace.INTERVAL_NANOS / 2;
  private static final long HOLD_OVER = START + KeyFramePace.INTERVAL_NANOS;

  private final KeyFramePace pace = new KeyFramePace();
  private final KeyFrameRequests small = new KeyFrameRequests(pace);
  private final KeyFrameRequests large = new KeyFrameRequests(pace);

  @Test
  void nothingIsAskedUntilSomebodyWantsIt() {
    assertFalse(small.takeDue(START));
  }

  @Test
  void theFirstRequestGoesAtOnce() {
    small.want();
    assertTrue(small.takeDue(START));
  }

  @Test
  void aRequestThatIsHeldBackGoesAtTheEndOfTheHold() {
    small.want();
    assertTrue(small.takeDue(START));
    small.onKeyFrame();
    small.want();
    assertFalse(small.takeDue(SOON));
    assertTrue(small.takeDue(HOLD_OVER));
  }

  @Test
  void aKeyFrameThatCameMeanwhileServesWhoWaited() {
    small.want();
    assertTrue(small.takeDue(START));
    small.want();
    small.onKeyFrame();
    assertFalse(small.takeDue(HOLD_OVER));
  }

  @Test
  void itIsAskedAgainUntilTheKeyFrameComes() {
    small.want();
    assertTrue(small.takeDue(START));
    assertTrue(small.takeDue(HOLD_OVER));
  }

  @Test
  void encodingsAreAskedForInTheSameMomentOrWaitForEachOther() {
    small.want();
    large.want();
    assertTrue(small.takeDue(START));
    assertTrue(large.takeDue(START));
    small.onKeyFrame();
    large.onKeyFrame();
    small.want();
    assertTrue(small.takeDue(HOLD_OVER));
    large.want();
    // A browser that has just made a key frame would drop this one
    assertFalse(large.takeDue(HOLD_OVER + 1));
    assertTrue(large.takeDue(HOLD_OVER + KeyFramePace.INTERVAL_NANOS));
  }
}
