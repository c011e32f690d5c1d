package org.maplebridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.RoomSpec;
import org.maplebridge.bridge.peer.Await;

/** Where new rooms go when one loop has more to do than the other. */
class PlacementIT {

  /** More than the two rooms count that are opened then. */
  private static final double BUSY_PERMILLE = 40;

  @Test
  void aNewRoomGoesWhereTheLoopIsLeastBusy() throws Exception {
    try (Bridge bridge =
        MediaBridge.start(
            new BridgeConfig(
                List.of("127.0.0.1"),
                0,
                2,
                BridgeConfig.SPREAD_PERMILLE,
                List.of(),
                Optional.empty()))) {
      int busy = portOf(bridge, "first");
      int idle = portOf(bridge, "second");
      assertNotEquals(busy, idle, "of two idle loops the one without a room is taken");

      AtomicBoolean flooding = new AtomicBoolean(true);
      Thread flood = Thread.ofPlatform().daemon().start(() -> flood(busy, flooding));
      Await.until("the first loop is busy", () -> busyPermille(bridge) > BUSY_PERMILLE);
      assertEquals(idle, portOf(bridge, "third"));
      assertEquals(idle, portOf(bridge, "fourth"));
      flooding.set(false);
      flood.join();
    }
  }

  private static double busyPermille(Bridge bridge) {
    return bridge.snapshot().gauges().get("bridge_media_loop_busy_permille");
  }

  /** Opens a room with somebody in it, and tells the port its loop listens at. */
  private static int portOf(Bridge bridge, String room) {
    return bridge
        .openRoom(new RoomSpec(room, room), new RoomEvents())
        .addReceiver(new ReceiverSpec(room + "-in", room))
        .toCompletableFuture()
        .join()
        .local()
        .candidates()
        .getFirst()
        .port();
  }

  /** Sends what no loop can use, which it must look at all the same. */
  private static void flood(int port, AtomicBoolean on) {
    try (DatagramSocket socket = new DatagramSocket()) {
      DatagramPacket nothing =
          new DatagramPacket(new byte[] {(byte) 0xFF}, 1, InetAddress.getLoopbackAddress(), port);
      while (on.get()) {
        socket.send(nothing);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
