package org.maplebridge.bridge.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.Packets;
import org.maplebridge.bridge.api.Codec;

/** The forward path makes no garbage: a pause of the collector is a pause of every picture. */
class ForwardAllocationTest {

  private static final int RECEIVERS = 20;
  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 20_000;

  private final Route route =
      new Route(Codec.VP8, RECEIVERS, Optional.of(Route.OUT_RTX_TYPE), Route.IDS);
  private final byte[] key = new byte[1000];
  private final byte[] delta = new byte[1000];
  private int sequence;

  @Test
  void forwardingAllocatesNothingOnceWarm() {
    byte[] keyStart = Packets.hex("10 10 02 00 9D 01 2A");
    System.arraycopy(keyStart, 0, key, 0, keyStart.length);
    delta[0] = 0x10;
    delta[1] = 0x11;
    for (CapturedTransport receiver : route.receivers) {
      receiver.keeping = false;
    }
    route.publisher.keeping = false;
    route.source.setOpen(true);
    forward(WARM_UP);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    forward(MEASURED);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    double perForwarded = (double) bytes / ((double) MEASURED * RECEIVERS);
    assertTrue(perForwarded < 0.1, perForwarded + " bytes per forwarded packet");
    assertEquals((long) (WARM_UP + MEASURED) * RECEIVERS, route.receivers[0].sent * RECEIVERS);
    route.history.clear();
    assertEquals(0, route.pool.outstanding());
  }

  /** A packet each millisecond, feedback to the publisher every ten. */
  private void forward(int packets) {
    for (int i = 0; i < packets; i++) {
      int number = sequence++;
      long nanos = number * 1_000_000L;
      route.send(number, number * 90L, number % 300 == 0 ? key : delta, nanos);
      if (number % 10 == 0) {
        route.path.tick(nanos);
      }
    }
  }
}
