package org.maplebridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.RoomSpec;
import org.maplebridge.bridge.peer.Await;
import org.maplebridge.bridge.peer.LossyRelay;
import org.maplebridge.bridge.peer.Peers;
import org.maplebridge.bridge.peer.ReceivingPeer;
import org.maplebridge.bridge.peer.SendingPeer;

/** A room on two loops between real libwebrtc peers: whoever is in the annex notices nothing. */
class SpreadIT {

  private static Peers peers;

  private Bridge bridge;
  private RoomEvents events;
  private BridgeRoom room;

  @BeforeAll
  static void startPeers() {
    peers = new Peers();
  }

  @AfterAll
  static void stopPeers() {
    peers.close();
  }

  /** Two loops, and from the first receiver on every second endpoint goes to the other one. */
  @BeforeEach
  void startBridge() {
    bridge =
        MediaBridge.start(
            new BridgeConfig(List.of("127.0.0.1"), 0, 2, 0, List.of(), Optional.empty()));
    events = new RoomEvents();
    room = bridge.openRoom(new RoomSpec("main", "sitting"), events);
  }

  @AfterEach
  void stopBridge() {
    assertEquals(0, counter("callback_failures"));
    assertEquals(0, bridge.snapshot().counters().get("bridge_loop_failed_tasks_total"));
    bridge.close();
  }

  @Test
  void aReceiverInTheAnnexSeesAndHearsAsThoseAtHome() throws Exception {
    try (SendingPeer sender = new SendingPeer(peers)) {
      EndpointHandle publisher = sender.publish(room, "anna");
      try (ReceivingPeer annexed = new ReceivingPeer(peers, room, "first");
          ReceivingPeer atHome = new ReceivingPeer(peers, room, "second")) {
        assertTrue(loop(annexed.endpoint()) != loop(publisher));
        assertEquals(loop(publisher), loop(atHome.endpoint()));
        annexed.subscribe("anna");
        atHome.subscribe("anna");
        open(publisher, true);
        for (ReceivingPeer receiver : List.of(annexed, atHome)) {
          Await.until("seen", () -> receiver.frames() > 20);
          Await.until("heard", () -> receiver.loudChunks() > 50);
        }
        Await.until("told of both", () -> events.connected.size() == 3);
        Await.until("one annex", () -> gauge("annexes") == 1);
        Await.until("anna is heard speaking", () -> events.speakers.contains(List.of("anna")));
        closedAndOpenedAgain(publisher, annexed);

        publisher.close();
        Await.until("both sources ended", () -> events.ended.size() == 2);
        Await.until("nothing is kept", () -> gauge("packets_retained") == 0);
        annexed.endpoint().close();
        Await.until("the annex is gone", () -> gauge("annexes") == 0);
      }
    }
    Await.until("nothing is kept", () -> gauge("packets_retained") == 0);
    assertEquals(0, counter("dropped_pipe_full"));
  }

  private void closedAndOpenedAgain(EndpointHandle publisher, ReceivingPeer annexed)
      throws Exception {
    open(publisher, false);
    long sent = counter("packets_out");
    Await.pass(300);
    assertEquals(sent, counter("packets_out"));
    long seen = annexed.frames();
    open(publisher, true);
    Await.until("seen again", () -> annexed.frames() > seen + 20);
  }

  @Test
  void theAnnexRepairsWhatItsReceiversLose() throws Exception {
    try (LossyRelay down = new LossyRelay(0.1);
        SendingPeer sender = new SendingPeer(peers)) {
      EndpointHandle publisher = sender.publish(room, "anna");
      open(publisher, true);
      try (ReceivingPeer annexed = new ReceivingPeer(peers, room, "first", down::before)) {
        assertTrue(loop(annexed.endpoint()) != loop(publisher));
        double keyFrames = sender.videoStatistic("keyFramesEncoded");
        annexed.subscribe("anna");
        Await.until("seen from a key frame on", () -> annexed.frames() > 5);
        assertTrue(sender.videoStatistic("pliCount") > 0);
        assertTrue(sender.videoStatistic("keyFramesEncoded") >= keyFrames);
        Await.until("sent again, nobody else being there", () -> counter("rtx_out") > 5);
        long seen = annexed.frames();
        Await.until("still seen", () -> annexed.frames() > seen + 20);
      }
    }
  }

  private static int loop(EndpointHandle endpoint) {
    return endpoint.state().toCompletableFuture().join().loop();
  }

  private static void open(EndpointHandle publisher, boolean open) {
    publisher.setOpen("anna-cam", open).toCompletableFuture().join();
    publisher.setOpen("anna-mic", open).toCompletableFuture().join();
  }

  private long counter(String name) {
    return bridge.snapshot().counters().get("bridge_media_" + name + "_total");
  }

  private double gauge(String name) {
    return bridge.snapshot().gauges().get("bridge_media_" + name);
  }
}
