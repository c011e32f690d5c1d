package org.maplebridge.bridge.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimator on links whose capacity is known. */
class GoogleCongestionControlTest {

  private static void assertWithin(double least, double most, double share) {
    assertTrue(share >= least && share <= most, "estimate is " + share + " of the capacity");
  }

  @ParameterizedTest
  @ValueSource(longs = {150_000, 250_000, 400_000, 700_000})
  void findsWhatANarrowLinkCarriesWithinTenSeconds(long capacityBps) {
    SimulatedLink link = new SimulatedLink(capacityBps, capacityBps);
    link.run(10);
    assertWithin(0.7, 1.05, link.share());
  }

  @ParameterizedTest
  @ValueSource(longs = {200_000, 250_000, 400_000})
  void aNarrowLinkIsNotFloodedAtTheStart(long capacityBps) {
    SimulatedLink link = new SimulatedLink(capacityBps, 1);
    link.run(1);
    assertEquals(0, link.overflowed);
    assertWithin(0.7, 1.05, link.share());
  }

  @Test
  void aGoodLinkIsUsedAtOnce() {
    SimulatedLink link = new SimulatedLink(20_000_000, 1);
    link.run(0.5);
    assertEquals(Long.MAX_VALUE, link.control.roomBytes());
    assertWithin(0.9, 1, link.sentBytes * 8 / 0.5 / GoogleCongestionControl.START_BPS);
  }

  @Test
  void aReceiverThatSaysNothingIsNotWaitedFor() {
    GoogleCongestionControl control = new GoogleCongestionControl();
    control.onSent(1, SlowStart.FIRST_BYTES, false, 1);
    assertEquals(0, control.roomBytes());
    control.tick(600_000_000);
    assertEquals(Long.MAX_VALUE, control.roomBytes());
  }

  @Test
  void aLongerRouteIsNotTakenForAQueueForLong() {
    SimulatedLink link = new SimulatedLink(5_000_000, 1);
    link.demandBps = 500_000;
    link.run(10);
    link.oneWayNanos += 150_000_000;
    link.run(1);
    assertTrue(link.control.isQueueing());
    link.run(9);
    assertFalse(link.control.isQueueing());
    assertTrue(link.control.mayProbe(link.now()));
  }

  @Test
  void aSlowlyGrowingQueueDoesNotStay() {
    SimulatedLink link = new SimulatedLink(2_000_000, 1);
    link.run(20);
    int before = link.overflowed;
    link.run(100);
    assertEquals(before, link.overflowed);
  }

  @Test
  void followsAStaircase() {
    SimulatedLink link = new SimulatedLink(800_000, 1);
    link.run(12);
    link.capacityBps = 300_000;
    link.run(10);
    assertWithin(0.7, 1.03, link.share());
    link.capacityBps = 600_000;
    link.run(12);
    assertWithin(0.6, 1.05, link.share());
  }

  @Test
  void lossAtRandomIsNoLackOfRoom() {
    SimulatedLink link = new SimulatedLink(5_000_000, 2);
    link.demandBps = 900_000;
    link.loss = 0.1;
    double losses = 0;
    for (int i = 0; i < 60; i++) {
      link.run(0.5);
      losses += link.control.lossRatio() / 60;
    }
    assertTrue(link.control.targetBps() > 300_000, "fell to " + link.control.targetBps());
    assertEquals(0.1, losses, 0.02);
  }

  @ParameterizedTest
  @ValueSource(longs = {120_000, 250_000, 500_000, 900_000})
  void delaysAtRandomAreNoQueue(long demandBps) {
    SimulatedLink link = new SimulatedLink(50_000_000, 2);
    link.demandBps = demandBps;
    link.jitterNanos = 60_000_000;
    for (int i = 0; i < 300; i++) {
      link.run(0.1);
      assertTrue(
          link.control.targetBps() > GoogleCongestionControl.START_BPS / 2,
          "fell to " + link.control.targetBps());
    }
  }

  @Test
  void aBlackoutIsNoLackOfRoomEither() {
    SimulatedLink link = new SimulatedLink(600_000, 3);
    link.run(10);
    long before = link.control.targetBps();
    link.dark = true;
    link.run(5);
    assertTrue(link.control.isOut());
    assertEquals(GoogleCongestionControl.MIN_BPS, link.control.targetBps());
    link.dark = false;
    link.run(1);
    assertFalse(link.control.isOut());
    assertTrue(link.control.targetBps() > before / 2, "only " + link.control.targetBps());
  }

  @Test
  void aReceiverThatCannotBeProbedIsNotHeldBack() {
    SimulatedLink link = new SimulatedLink(600_000, 3);
    link.run(10);
    link.control.giveUp();
    assertEquals(BandwidthEstimator.UNKNOWN, link.control.targetBps());
    link.dark = true;
    link.run(2);
    assertFalse(link.control.isOut());
    // What a receiver says follows what arrives, so it would keep a held picture held.
    link.control.onMaximum(100_000);
    assertEquals(BandwidthEstimator.UNKNOWN, link.control.targetBps());
  }

  @Test
  void anApplicationWithLittleToSendKeepsItsRoom() {
    SimulatedLink link = new SimulatedLink(2_000_000, 4);
    link.demandBps = 200_000;
    link.run(20);
    assertTrue(link.control.targetBps() >= 200_000);
  }

  @Test
  void whatIsNotSentProvesNothing() {
    SimulatedLink link = new SimulatedLink(500_000, 5);
    link.run(10);
    link.demandBps = 400_000;
    link.run(60);
    assertWithin(0.9, 1.03, link.share());
  }

  @Test
  void aProbeThatFillsThePathSaysWhatItCarries() {
    GoogleCongestionControl control = new GoogleCongestionControl();
    long start = 1_000_000_000L;
    control.onSent(0, 1000, false, start);
    control.onStatus(0, true, start / 1000 + 30_000);
    for (int i = 1; i <= 40; i++) {
      control.onSent(i, 1000, true, start + i * 5_000_000L);
      control.onStatus(i, true, start / 1000 + 30_000 + i * 16_000L);
    }
    control.onFeedbackEnd(40_000_000, start + 300_000_000L);
    assertEquals(0.95 * 500_000, control.targetBps(), 5_000);
    assertTrue(control.isQueueing());
  }

  @Test
  void aReceiverThatNeverReportsIsNotHeldBack() {
    GoogleCongestionControl control = new GoogleCongestionControl();
    control.onSent(1, 1000, false, 1);
    control.tick(2);
    assertEquals(GoogleCongestionControl.START_BPS, control.targetBps());
    control.tick(4_000_000_000L);
    assertEquals(BandwidthEstimator.UNKNOWN, control.targetBps());
    assertFalse(control.mayProbe(4_000_000_000L));
  }

  @Test
  void aReceiverMaySetAMaximum() {
    GoogleCongestionControl control = new GoogleCongestionControl();
    control.onMaximum(120_000);
    assertEquals(120_000, control.targetBps());
  }

  @Test
  void aProbeRaisesTheEstimateAtOnce() {
    GoogleCongestionControl control = new GoogleCongestionControl();
    long start = 1_000_000_000L;
    for (int i = 0; i < 20; i++) {
      long sent = start + i * 4_000_000L;
      control.onSent(i, 1000, true, sent);
      control.onStatus(i, true, sent / 1000 + 30_000);
    }
    control.onFeedbackEnd(40_000_000, start + 200_000_000L);
    assertEquals(2_000_000, control.targetBps(), 50_000);
  }
}
