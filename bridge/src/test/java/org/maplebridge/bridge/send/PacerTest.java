package org.maplebridge.bridge.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.Packets;
import org.maplebridge.bridge.congestion.GoogleCongestionControl;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.rtp.RtpHeader;

/** What waits for its turn on a narrow path, and in which order it leaves. */
class PacerTest {
  private static final byte[] KEY = Arrays.copyOf(Packets.hex("10 10 02 00 9D 01 2A AA"), 1000);
  private static final byte[] DELTA = Arrays.copyOf(Packets.hex("10 11 02 00 BB"), 1000);
  private static final long MILLI = 1_000_000;
  private static final int PACKETS = 10;

  private final GoogleCongestionControl estimator = new GoogleCongestionControl();
  private final Route route = new Route(estimator);

  @AfterEach
  void nothingLeaks() {
    route.subscriptions[0].close();
    route.channels[0].close();
    route.history.clear();
    assertEquals(0, route.pool.outstanding());
  }

  /** More than may leave at once. */
  private void sendABurst() {
    estimator.onMaximum(100_000);
    route.channels[0].tick(0);
    route.source.setOpen(true);
    for (int i = 0; i < PACKETS; i++) {
      route.send(10 + i, 3000L * i, i == 0 ? KEY : DELTA, MILLI);
    }
  }

  private List<byte[]> out() {
    return route.receivers[0].rtp;
  }

  private RtpHeader header(int number) {
    RtpHeader header = new RtpHeader();
    byte[] packet = out().get(number);
    assertTrue(header.read(packet, 0, packet.length));
    return header;
  }

  @Test
  void whatWasLostLeavesBeforeWhatIsNew() {
    sendABurst();
    int left = out().size();
    assertTrue(left < PACKETS, left + " left at once");
    int lost = header(0).sequenceNumber();
    route.subscriptions[0].onNack(lost, 1, 2 * MILLI);
    // Asked again while they wait
    route.subscriptions[0].onNack(lost, 1, 3 * MILLI);
    assertEquals(left, out().size());

    for (int i = 1; out().size() < PACKETS + 2; i++) {
      route.channels[0].tick(i * 10 * MILLI);
    }
    assertEquals(Route.OUT_RTX_TYPE, header(left).payloadType());
    assertEquals(Route.OUT_RTX_TYPE, header(left + 1).payloadType());
    assertEquals(Route.OUT_TYPE, header(left + 2).payloadType());
    assertEquals(2, route.count(MediaCounter.RTX_OUT));
    assertEquals(0, route.count(MediaCounter.DROPPED_RTX_BUDGET));
  }

  /** Tells the estimator that every fourth packet was lost. */
  private void lose() {
    for (int i = 1; i <= 100; i++) {
      estimator.onSent(i, 100, false, i * MILLI);
      estimator.onStatus(i, i % 4 != 0, i * 1000L);
    }
    estimator.onFeedbackEnd(MILLI, 1000 * MILLI);
    estimator.onMaximum(10_000_000);
    route.channels[0].tick(1000 * MILLI);
  }

  @Test
  void whereMuchIsLostARepairIsSentTwice() {
    route.source.setOpen(true);
    route.send(10, 0, KEY, 0);
    lose();
    route.subscriptions[0].onNack(header(0).sequenceNumber(), 0, 1001 * MILLI);
    assertEquals(2, out().size());
    route.channels[0].tick(1010 * MILLI);
    assertEquals(3, out().size());
    assertEquals(2, route.count(MediaCounter.RTX_OUT));
    route.channels[0].tick(1020 * MILLI);
    assertEquals(3, out().size());
  }

  @Test
  void whereMuchIsLostTheLastPacketOfAPictureIsSentTwice() {
    route.source.setOpen(true);
    route.send(10, 0, KEY, 0);
    lose();
    int before = out().size();
    route.send(11, 3000, DELTA, 1001 * MILLI);
    assertEquals(before + 1, out().size());
    route.channels[0].tick(1010 * MILLI);
    assertEquals(before + 2, out().size());
    assertEquals(Route.OUT_RTX_TYPE, header(before + 1).payloadType());
  }

  @Test
  void onAnUnknownPathFewPacketsLeaveBeforeOneArrives() {
    route.channels[0].tick(0);
    route.source.setOpen(true);
    for (int i = 0; i < PACKETS; i++) {
      route.send(10 + i, 3000L * i, i == 0 ? KEY : DELTA, 50 * i * MILLI);
      route.channels[0].tick(50 * i * MILLI);
    }
    int unanswered = out().size();
    assertTrue(unanswered < PACKETS, unanswered + " left before any arrived");
    for (int i = 1; i <= unanswered; i++) {
      estimator.onStatus(i, true, 50_000L * i);
    }
    estimator.onFeedbackEnd(MILLI, 460 * MILLI);
    route.channels[0].tick(460 * MILLI);
    // Room for what arrived, and for half as much more
    assertEquals(unanswered + 1 + unanswered / 2, out().size(), 1);
  }

  @Test
  void whatWaitsForAStreamThatEndsIsCounted() {
    sendABurst();
    int left = out().size();
    route.subscriptions[0].onNack(header(0).sequenceNumber(), 0, 2 * MILLI);
    route.subscriptions[0].close();
    assertEquals(PACKETS - left, route.count(MediaCounter.DROPPED_WAITING));
    assertEquals(1, route.count(MediaCounter.DROPPED_RTX_BUDGET));
  }
}
