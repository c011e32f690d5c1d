package org.maplebridge.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.bridge.api.BridgeException;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.EndpointQuality;
import org.maplebridge.bridge.api.Histogram;
import org.maplebridge.bridge.api.MediaPacket;
import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.RoomSpec;
import org.maplebridge.bridge.api.SentPicture;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.peer.Await;
import org.maplebridge.bridge.peer.LossyRelay;
import org.maplebridge.bridge.peer.Peers;
import org.maplebridge.bridge.peer.ReceivingPeer;
import org.maplebridge.bridge.peer.SendingPeer;

/** The bridge between real libwebrtc peers over UDP on this machine. */
class MediaBridgeIT {

  private static final long NARROW_BPS = 80_000;

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

  @BeforeEach
  void startBridge() {
    bridge =
        MediaBridge.start(
            new BridgeConfig(
                List.of("127.0.0.1"),
                0,
                1,
                BridgeConfig.SPREAD_PERMILLE,
                List.of(),
                Optional.empty()));
    events = new RoomEvents();
    room = bridge.openRoom(new RoomSpec("main", "sitting"), events);
  }

  @AfterEach
  void stopBridge() {
    bridge.close();
  }

  @Test
  void twoReceiversSeeAndHearAPublisher() throws Exception {
    try (SendingPeer sender = new SendingPeer(peers);
        ReceivingPeer first = new ReceivingPeer(peers, room, "first");
        ReceivingPeer second = new ReceivingPeer(peers, room, "second")) {
      EndpointHandle publisher = sender.publish(room, "anna");
      open(publisher);
      first.subscribe("anna");
      second.subscribe("anna");
      Await.until("first sees", () -> first.frames() > 40);
      Await.until("second sees", () -> second.frames() > 40);
      Await.until("first hears", () -> first.loudChunks() > 50);
      Await.until("second hears", () -> second.loudChunks() > 50);
      Await.until("anna is heard speaking", () -> events.speakers.contains(List.of("anna")));
      Await.until("round trip known", () -> !quality(first).roundTrip().isZero());
      assertTrue(quality(first).sendBps() > 10_000, () -> quality(first).toString());
      EndpointQuality received = publisher.quality().toCompletableFuture().join();
      assertTrue(received.receiveBps() > 10_000, received.toString());
      assertEquals(0, bridge.snapshot().counters().get("bridge_media_callback_failures_total"));
      seenFromOutside(first);
    }
  }

  /** What the receivers report, and which layers they get. */
  private void seenFromOutside(ReceivingPeer receiver) throws Exception {
    Await.until("round trips", () -> observed("round_trip_seconds") > 0);
    Await.until("reports of receivers", () -> observed("send_loss_ratio") > 0);
    Await.until("reports to the sender", () -> observed("receive_loss_ratio") > 0);
    Await.until("two pictures", () -> gauge("pictures{encoding=\"0\",temporal=\"all\"}") == 2);
    assertEquals(0, gauge("pictures_paused"));
    List<SentPicture> pictures =
        receiver.endpoint().state().toCompletableFuture().join().pictures();
    assertEquals(List.of(new SentPicture("anna-cam", 0, 3, false)), pictures);
  }

  private long observed(String name) {
    Histogram histogram = bridge.snapshot().histograms().get("bridge_media_" + name);
    return histogram.counts().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void aSourceIsClosedUntilItIsOpened() throws Exception {
    try (SendingPeer sender = new SendingPeer(peers);
        ReceivingPeer receiver = new ReceivingPeer(peers, room, "first")) {
      EndpointHandle publisher = sender.publish(room, "anna");
      receiver.subscribe("anna");
      Await.until("both sources started", () -> events.started.size() == 2);
      Await.until("receiver connected", () -> events.connected.contains("first-in"));
      Await.pass(1000);
      assertEquals(0, receiver.frames());
      assertEquals(0, counter("packets_out"));

      open(publisher);
      Await.until("seen", () -> receiver.frames() > 20);

      publisher.setOpen("anna-cam", false).toCompletableFuture().join();
      publisher.setOpen("anna-mic", false).toCompletableFuture().join();
      long sentBefore = counter("packets_out");
      Await.pass(500);
      assertEquals(sentBefore, counter("packets_out"));

      long framesBefore = receiver.frames();
      open(publisher);
      Await.until("seen again", () -> receiver.frames() > framesBefore + 20);
    }
  }

  @Test
  void whoDidNotSubscribeGetsNothing() throws Exception {
    try (SendingPeer sender = new SendingPeer(peers);
        ReceivingPeer subscribed = new ReceivingPeer(peers, room, "first");
        ReceivingPeer bystander = new ReceivingPeer(peers, room, "second")) {
      open(sender.publish(room, "anna"));
      subscribed.subscribe("anna");
      Await.until("seen", () -> subscribed.frames() > 20);
      assertTrue(events.connected.contains("second-in"));
      assertEquals(0, bystander.frames());
      assertEquals(0, quality(bystander).sendBps());

      BridgeRoom other = bridge.openRoom(new RoomSpec("caucus", "sitting"), new RoomEvents());
      try (ReceivingPeer outsider = new ReceivingPeer(peers, other, "third")) {
        CompletionException refused =
            assertThrows(CompletionException.class, () -> outsider.subscribe("anna"));
        BridgeException cause = assertInstanceOf(BridgeException.class, refused.getCause());
        assertEquals("bridge.source-unknown", cause.id());
      }
    }
  }

  @Test
  void unsubscribingStopsTheStream() throws Exception {
    try (SendingPeer sender = new SendingPeer(peers);
        ReceivingPeer receiver = new ReceivingPeer(peers, room, "first")) {
      open(sender.publish(room, "anna"));
      receiver.subscribe("anna");
      Await.until("seen", () -> receiver.frames() > 20);
      receiver.endpoint().unsubscribe("anna-cam").toCompletableFuture().join();
      receiver.endpoint().unsubscribe("anna-mic").toCompletableFuture().join();
      long sentBefore = counter("packets_out");
      Await.pass(500);
      assertEquals(sentBefore, counter("packets_out"));

      long framesBefore = receiver.frames();
      receiver.subscribe("anna");
      Await.until("seen again", () -> receiver.frames() > framesBefore + 20);
    }
  }

  @Test
  void lateReceiversGetAKeyFrame() throws Exception {
    try (SendingPeer sender = new SendingPeer(peers);
        ReceivingPeer early = new ReceivingPeer(peers, room, "first");
        ReceivingPeer late = new ReceivingPeer(peers, room, "second")) {
      open(sender.publish(room, "anna"));
      early.subscribe("anna");
      Await.until("early sees", () -> early.frames() > 40);
      Await.until("late connected", () -> events.connected.contains("second-in"));
      double keyFrames = sender.videoStatistic("keyFramesEncoded");
      late.subscribe("anna");
      Await.until("late sees", () -> late.frames() > 10);
      assertTrue(sender.videoStatistic("keyFramesEncoded") > keyFrames);
      assertTrue(sender.videoStatistic("pliCount") > 0);
    }
  }

  @Test
  void lossOnBothPathsIsRepaired() throws Exception {
    try (LossyRelay up = new LossyRelay(0.05);
        LossyRelay down = new LossyRelay(0.05);
        SendingPeer sender = new SendingPeer(peers);
        ReceivingPeer receiver = new ReceivingPeer(peers, room, "first", down::before)) {
      open(sender.publish(room, "anna", up::before));
      receiver.subscribe("anna");
      Await.until("seen", () -> receiver.frames() > 5);
      double sentBefore = sender.videoStatistic("framesSent");
      long seenBefore = receiver.frames();
      Await.until("repaired both ways", () -> counter("rtx_in") > 3 && counter("rtx_out") > 3);
      // The sender's own congestion control decides how fast frames come: count frames, not time.
      Await.until("enough sent", () -> sender.videoStatistic("framesSent") - sentBefore > 30);
      double sent = sender.videoStatistic("framesSent") - sentBefore;
      Await.until(
          "nine of ten seen, though " + up.lost() + " were lost",
          () -> receiver.frames() - seenBefore > 0.9 * sent);
    }
  }

  /** It sends more than the path carries at first, and nothing but our word tells it. */
  @Test
  void aSenderThatAsksIsToldWhatItsPathCarries() throws Exception {
    try (LossyRelay up = new LossyRelay(0, NARROW_BPS);
        SendingPeer sender = new SendingPeer(peers).asksMaximum()) {
      open(sender.publish(room, "anna", up::before));
      Await.until("told", () -> counter("maximum_bitrates_out") > 0);
      assertEquals(0, counter("transport_feedback_out"));
      Await.until("believed", () -> between(1, NARROW_BPS, sender.availableOutgoingBps()));
    }
  }

  private static boolean between(double least, double most, double value) {
    return value >= least && value <= most;
  }

  @Test
  void aSubscriberGetsWholeSourcesAndTheirClock() throws Exception {
    Tape tape = new Tape();
    try (SendingPeer sender = new SendingPeer(peers)) {
      EndpointHandle publisher = sender.publish(room, "anna");
      open(publisher);
      room.addSubscriber(tape);
      Await.until("packets", () -> tape.packets.size() > 100);
      Await.until("clock", () -> tape.reports > 0);
      publisher.close();
      Await.until("both ended", () -> tape.ended.size() == 2);
      Await.until("closed", () -> events.closed.contains(CloseReason.CLOSED));
    }
    assertEquals(2, tape.sources.size());
    assertEquals(2, events.ended.size());
    for (MediaPacket packet : tape.packets) {
      assertTrue(packet.payload().remaining() > 0);
      packet.release();
    }
    Await.until("no packet leaks", () -> gauge("packets_retained") == 0);
  }

  @Test
  void closingTheRoomEndsEverything() throws Exception {
    try (SendingPeer sender = new SendingPeer(peers);
        ReceivingPeer receiver = new ReceivingPeer(peers, room, "first")) {
      open(sender.publish(room, "anna"));
      receiver.subscribe("anna");
      Await.until("seen", () -> receiver.frames() > 5);
      room.close();
      Await.until("both endpoints closed", () -> events.closed.size() == 2);
      CompletionException refused =
          assertThrows(CompletionException.class, () -> sender.publish(room, "berta"));
      BridgeException cause = assertInstanceOf(BridgeException.class, refused.getCause());
      assertEquals("bridge.room-closed", cause.id());
      bridge.openRoom(new RoomSpec("main", "sitting"), new RoomEvents()).close();
    }
  }

  private static void open(EndpointHandle publisher) {
    publisher.setOpen("anna-mic", true).toCompletableFuture().join();
    publisher.setOpen("anna-cam", true).toCompletableFuture().join();
  }

  private static EndpointQuality quality(ReceivingPeer peer) {
    return peer.endpoint().quality().toCompletableFuture().join();
  }

  private long counter(String name) {
    return bridge.snapshot().counters().get("bridge_media_" + name + "_total");
  }

  private double gauge(String name) {
    return bridge.snapshot().gauges().get("bridge_media_" + name);
  }

  /** Keeps every packet, as a recorder's queue does. */
  private static final class Tape implements MediaSubscriber {
    final List<SourceInfo> sources = new CopyOnWriteArrayList<>();
    final List<SourceInfo> ended = new CopyOnWriteArrayList<>();
    final List<MediaPacket> packets = new CopyOnWriteArrayList<>();
    volatile int reports;

    @Override
    public void onSource(SourceInfo source) {
      sources.add(source);
    }

    @Override
    public boolean wants(SourceInfo source) {
      return true;
    }

    @Override
    public void onPacket(SourceInfo source, MediaPacket packet) {
      packets.add(packet.retain());
    }

    @Override
    public void onSenderReport(SourceInfo source, long ntpTime, long rtpTime, long arrivalNanos) {
      reports = reports + 1;
    }

    @Override
    public void onSourceEnded(SourceInfo source) {
      ended.add(source);
    }
  }
}
