package org.maplebridge.bridge.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.Packets;
import org.maplebridge.bridge.RoomEvents;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.bridge.api.SourceWish;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.rtcp.RtcpListener;
import org.maplebridge.bridge.rtcp.RtcpParser;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtp.RtpHeader;
import org.maplebridge.bridge.rtp.RtpHeaderWriter;

/** A room on two loops, packet by packet: one receiver at home, one in the annex. */
class AnnexTest {

  private static final byte[] KEY = Packets.hex("10 10 02 00 9D 01 2A AA");
  private static final byte[] DELTA = Packets.hex("10 11 02 00 BB");
  private static final ExtensionIds IDS = new ExtensionIds(4, 1, 2, 3, 5, 6);
  private static final int TYPE = 96;
  private static final int RTX_TYPE = 97;
  private static final int SMALL = 0xABCD_0001;
  private static final int LARGE = 0xABCD_0002;
  private static final long OUT = 0xF000_0001L;
  private static final long OUT_RTX = 0xF000_0002L;

  private final CapturedHub home = new CapturedHub(0);
  private final CapturedHub other = new CapturedHub(1);
  private final RoomLoop homeLoop = new RoomLoop(home, Clock.systemUTC(), new Random(1));
  private final RoomLoop otherLoop = new RoomLoop(other, Clock.systemUTC(), new Random(2));
  private final RoomEvents events = new RoomEvents();
  private final byte[] buffer = new byte[2048];
  private final RtpHeaderWriter writer = new RtpHeaderWriter(buffer);
  private final RtpHeader header = new RtpHeader();

  private LiveRoom room;
  private EndpointHandle publisher;
  private EndpointHandle annexed;
  private int sequence = 100;

  @BeforeEach
  void oneSendsAndTwoReceive() {
    Spread always = new Spread(List.of(homeLoop, otherLoop), 0);
    room = new LiveRoom("room", homeLoop, always, events, () -> {});
    publisher = publish(List.of());
    annexed = receiver("annexed");
    receiver("at-home");
    assertTrue(other.has("annexed"));
    assertTrue(home.has("at-home"));
  }

  @AfterEach
  void nothingIsLeft() {
    room.close();
    await("all given back", () -> retained(home, homeLoop) == 0 && retained(other, otherLoop) == 0);
    assertEquals(0, home.loop().failedTasks());
    assertEquals(0, other.loop().failedTasks());
    homeLoop.close();
    otherLoop.close();
  }

  private static long retained(CapturedHub hub, RoomLoop loop) {
    return on(hub, loop.pool()::outstanding);
  }

  private EndpointHandle publish(List<String> rids) {
    PublishedSource camera =
        new PublishedSource(
            "cam",
            SourceKind.CAMERA,
            "1",
            Codec.VP8,
            TYPE,
            Optional.of(RTX_TYPE),
            Optional.empty(),
            List.of(),
            List.of(),
            rids,
            IDS);
    RemoteTransport remote = new RemoteTransport("u", "p", new Fingerprint("sha-256", "00"), false);
    return room.addPublisher(new PublisherSpec("out", "anna", remote, false, List.of(camera)))
        .toCompletableFuture()
        .join();
  }

  private EndpointHandle receiver(String id) {
    EndpointHandle endpoint =
        room.addReceiver(new ReceiverSpec(id, id)).toCompletableFuture().join();
    endpoint.subscribe(subscription()).toCompletableFuture().join();
    return endpoint;
  }

  private static SubscriptionSpec subscription() {
    return new SubscriptionSpec(
        "cam",
        "7",
        TYPE,
        Optional.of(RTX_TYPE),
        Optional.empty(),
        OUT,
        OUT_RTX,
        IDS,
        Optional.empty());
  }

  private static <T> T on(CapturedHub hub, Supplier<T> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    hub.loop().run(() -> answer.complete(call.get()));
    return answer.join();
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void open(boolean open) {
    publisher.setOpen("cam", open).toCompletableFuture().join();
  }

  /** The publisher sends a picture of one packet. */
  private void send(byte[] payload) {
    send(SMALL, "", payload);
  }

  private void send(int ssrc, String rid, byte[] payload) {
    send(ssrc, rid, sequence++, payload, home.loop().nanoTime());
  }

  private void send(int ssrc, String rid, int number, byte[] payload, long nanos) {
    home.loop()
        .run(
            () -> {
              RtpHeaderWriter unused = writer.fixed(true, TYPE, number, number * 3000L, ssrc);
              buffer[writer.element(IDS.mid(), 1)] = '1';
              if (!rid.isEmpty()) {
                writer.element(IDS.rid(), rid);
              }
              int length = writer.finish();
              System.arraycopy(payload, 0, buffer, length, payload.length);
              home.from("out").onRtp(buffer, 0, length + payload.length, nanos);
              home.loop().endBurst();
            });
  }

  private static List<byte[]> sentTo(CapturedHub hub, String id) {
    return on(hub, () -> new ArrayList<>(hub.sentTo(id).rtp));
  }

  private static int countTo(CapturedHub hub, String id) {
    return on(hub, () -> hub.sentTo(id).rtp.size());
  }

  private List<Integer> sequences(List<byte[]> packets) {
    List<Integer> numbers = new ArrayList<>();
    for (byte[] packet : packets) {
      assertTrue(header.read(packet, 0, packet.length));
      numbers.add(header.sequenceNumber());
    }
    return numbers;
  }

  private byte[] lastPayload(List<byte[]> packets) {
    byte[] packet = packets.getLast();
    assertTrue(header.read(packet, 0, packet.length));
    int from = header.payloadOffset();
    return Arrays.copyOfRange(packet, from, from + header.payloadLength());
  }

  private long count(RoomLoop loop, MediaCounter counter) {
    MediaCounters counters = loop.counters();
    return counters.get(counter);
  }

  private void nackFromTheAnnex(int... lost) {
    other
        .loop()
        .run(
            () -> {
              RtcpWriter rtcp = new RtcpWriter(0);
              RtcpWriter unused = rtcp.receiverReport(1).nack(1, (int) OUT, lost, lost.length);
              other.from("annexed").onRtcp(rtcp.buffer(), 0, rtcp.length(), System.nanoTime());
            });
  }

  @Test
  void bothSeeTheSameStream() {
    open(true);
    send(KEY);
    for (int i = 0; i < 9; i++) {
      send(DELTA);
    }
    await("ten at home", () -> countTo(home, "at-home") == 10);
    await("ten in the annex", () -> countTo(other, "annexed") == 10);
    List<Integer> numbers = sequences(sentTo(other, "annexed"));
    for (int i = 1; i < numbers.size(); i++) {
      assertEquals(numbers.get(i - 1) + 1 & 0xFFFF, numbers.get(i));
    }
    assertEquals(10, count(homeLoop, MediaCounter.PIPED));
    assertEquals(10, count(homeLoop, MediaCounter.OFFERED));
    assertEquals(10, count(otherLoop, MediaCounter.OFFERED));
  }

  @Test
  void aLostPacketComesAgainFromTheAnnex() {
    open(true);
    send(KEY);
    send(DELTA);
    await("both in the annex", () -> countTo(other, "annexed") == 2);
    List<Integer> numbers = sequences(sentTo(other, "annexed"));
    nackFromTheAnnex(numbers.getLast());
    List<byte[]> packets = sentTo(other, "annexed");
    assertEquals(3, packets.size());
    assertTrue(header.read(packets.getLast(), 0, packets.getLast().length));
    assertEquals(RTX_TYPE, header.payloadType());
    assertEquals(1, count(otherLoop, MediaCounter.RTX_OUT));
    assertEquals(0, count(homeLoop, MediaCounter.RTX_OUT));
  }

  /**
   * The word that a witness must not hear passes a pipe that is full, and holds when it is kept.
   */
  @Test
  void aClosedDoorHoldsInTheAnnexBeforeTheCallCompletes() throws Exception {
    open(true);
    send(KEY);
    await("the first in the annex", () -> countTo(other, "annexed") == 1);

    CountDownLatch stalled = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    assertTrue(other.loop().execute(() -> stall(stalled, goesOn)));
    stalled.await();
    while (count(homeLoop, MediaCounter.DROPPED_PIPE_FULL) == 0) {
      send(KEY);
    }
    CompletableFuture<Void> closed = publisher.setOpen("cam", false).toCompletableFuture();
    await("closed at home", () -> on(home, () -> publisher.quality() != null));
    assertFalse(closed.isDone(), "the annex has not heeded it yet");
    // Counted where the call completes, before anything else can run there
    CompletableFuture<Integer> sentWhenClosed =
        closed.thenApply(unused -> other.sentTo("annexed").rtp.size());
    goesOn.countDown();

    int sent = sentWhenClosed.get(10, TimeUnit.SECONDS);
    assertEquals(1, sent, "what was in the pipe when the door closed stays in it");
    await("the pipe is empty", () -> count(otherLoop, MediaCounter.DROPPED_CLOSED) > 0);
    nackFromTheAnnex(sequences(sentTo(other, "annexed")).getFirst());
    assertEquals(1, countTo(other, "annexed"), "nor does a NACK bring any of it");
    assertEquals(1, count(otherLoop, MediaCounter.DROPPED_NOT_IN_HISTORY));

    // Opened again, nothing of before comes: the stream goes on with the next key frame
    open(true);
    send(DELTA);
    send(KEY);
    await("the key frame", () -> countTo(other, "annexed") == 2);
  }

  private static void stall(CountDownLatch stalled, CountDownLatch goesOn) {
    stalled.countDown();
    try {
      // Bounded, so that a failure shows and does not hang
      boolean unused = goesOn.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFullPipeAsksForAKeyFrame() throws Exception {
    open(true);
    send(KEY);
    await("the first in the annex", () -> countTo(other, "annexed") == 1);
    CountDownLatch stalled = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    assertTrue(other.loop().execute(() -> stall(stalled, goesOn)));
    stalled.await();
    long askedBefore = keyFramesAskedOf("out");
    while (count(homeLoop, MediaCounter.DROPPED_PIPE_FULL) == 0) {
      send(DELTA);
    }
    await("a key frame is asked for", () -> keyFramesAskedOf("out") > askedBefore);
    goesOn.countDown();
    // The receivers of the home loop have lost nothing
    assertEquals(0, count(homeLoop, MediaCounter.DROPPED_NO_KEY_FRAME));
  }

  private long keyFramesAskedOf(String endpointId) {
    List<byte[]> sent = on(home, () -> new ArrayList<>(home.sentTo(endpointId).rtcp));
    long[] asked = new long[1];
    RtcpListener listener =
        new RtcpListener() {
          @Override
          public void onPictureLoss(int mediaSsrc) {
            asked[0]++;
          }
        };
    read(sent, listener);
    return asked[0];
  }

  @Test
  void aReceiverInTheAnnexAsksTheSenderForAKeyFrame() {
    open(true);
    send(KEY);
    await("the first in the annex", () -> countTo(other, "annexed") == 1);
    await("what opening asked for is done", () -> keyFramesAskedOf("out") > 0);
    send(KEY);
    long askedBefore = keyFramesAskedOf("out");
    other
        .loop()
        .run(
            () -> {
              RtcpWriter rtcp = new RtcpWriter(0);
              RtcpWriter unused = rtcp.receiverReport(1).pictureLoss(1, (int) OUT);
              other.from("annexed").onRtcp(rtcp.buffer(), 0, rtcp.length(), System.nanoTime());
            });
    await("asked", () -> keyFramesAskedOf("out") > askedBefore);
  }

  /** RFC 3550 section 8.2: a sender may come with another SSRC, whose numbers have no link. */
  @Test
  void whatBeginsAnewBeginsAnewInTheAnnex() {
    open(true);
    send(KEY);
    await("the first in the annex", () -> countTo(other, "annexed") == 1);
    long later = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    send(LARGE, "", 7, DELTA, later);
    send(LARGE, "", 8, KEY, later);
    await("the stream goes on from its key frame", () -> countTo(other, "annexed") == 2);
    List<Integer> numbers = sequences(sentTo(other, "annexed"));
    assertEquals(numbers.getFirst() + 1 & 0xFFFF, numbers.getLast());
    assertEquals(1, count(otherLoop, MediaCounter.DROPPED_NO_KEY_FRAME));
  }

  @Test
  void theSendersClockReachesTheAnnex() {
    open(true);
    send(KEY);
    await("the first in the annex", () -> countTo(other, "annexed") == 1);
    home.loop()
        .run(
            () -> {
              RtcpWriter rtcp = new RtcpWriter(0);
              RtcpWriter unused = rtcp.senderReport(SMALL, 1L << 40, 300_000, 1, 8);
              home.from("out").onRtcp(rtcp.buffer(), 0, rtcp.length(), System.nanoTime());
              home.loop().endBurst();
            });
    await("at once", () -> reportsTo("annexed").equals(List.of(1L << 40)));

    receiver("third");
    receiver("fourth");
    String late = other.has("third") ? "third" : "fourth";
    send(KEY);
    await("and to whoever comes later", () -> reportsTo(late).equals(List.of(1L << 40)));
  }

  private List<Long> reportsTo(String endpointId) {
    List<Long> clocks = new ArrayList<>();
    RtcpListener listener =
        new RtcpListener() {
          @Override
          public void onSenderReport(int ssrc, long ntpTime, long rtpTime) {
            clocks.add(ntpTime);
          }
        };
    read(on(other, () -> new ArrayList<>(other.sentTo(endpointId).rtcp)), listener);
    return clocks;
  }

  @Test
  void aSourceThatEndsEndsInTheAnnex() {
    open(true);
    send(KEY);
    await("in the annex", () -> countTo(other, "annexed") == 1);
    publisher.close();
    await("a word of its end", () -> byesTo("annexed") == 1);
    await("nothing is kept", () -> retained(other, otherLoop) == 0);
  }

  private long byesTo(String endpointId) {
    long[] byes = new long[1];
    RtcpListener listener =
        new RtcpListener() {
          @Override
          public void onBye(int ssrc) {
            byes[0]++;
          }
        };
    read(on(other, () -> new ArrayList<>(other.sentTo(endpointId).rtcp)), listener);
    return byes[0];
  }

  private static void read(List<byte[]> rtcp, RtcpListener listener) {
    rtcp.forEach(packet -> assertTrue(RtcpParser.parse(packet, 0, packet.length, listener)));
  }

  @Test
  void whoComesToTheAnnexLaterSeesToo() {
    open(true);
    send(KEY);
    receiver("third");
    receiver("fourth");
    String late = other.has("third") ? "third" : "fourth";
    send(DELTA);
    assertEquals(0, countTo(other, late));
    send(KEY);
    await("from the key frame on", () -> countTo(other, late) == 1);
  }

  @Test
  void theLastReceiverTakesTheAnnexWithIt() {
    open(true);
    send(KEY);
    await("in the annex", () -> countTo(other, "annexed") == 1);
    annexed.close();
    await("told at home", () -> events.closed.equals(List.of(CloseReason.CLOSED)));
    await("nothing is kept", () -> retained(other, otherLoop) == 0);
    long piped = count(homeLoop, MediaCounter.PIPED);
    send(DELTA);
    await("goes on at home", () -> countTo(home, "at-home") == 2);
    assertEquals(piped, count(homeLoop, MediaCounter.PIPED));

    receiver("next");
    assertTrue(other.has("next"), "a new annex");
    send(KEY);
    await("in the new annex", () -> countTo(other, "next") == 1);
  }

  @Test
  void theAnnexChoosesAmongEncodings() {
    publisher.close();
    publisher = publish(List.of("q", "h"));
    EndpointHandle receiver = receiver("third");
    EndpointHandle next = receiver("fourth");
    EndpointHandle there = other.has("third") ? receiver : next;
    String id = there.id();
    open(true);
    await(
        "the large picture",
        () -> {
          send(SMALL, "q", KEY);
          send(LARGE, "h", KEY);
          return encodingOf(there) == 1;
        });
    there.wish(List.of(new SourceWish("cam", 0))).toCompletableFuture().join();
    await(
        "none is sent",
        () -> there.state().toCompletableFuture().join().pictures().getFirst().paused());
    int sent = countTo(other, id);
    assertTrue(sent > 0);
    assertEquals(KEY.length, lastPayload(sentTo(other, id)).length);
  }

  private static int encodingOf(EndpointHandle endpoint) {
    return endpoint.state().toCompletableFuture().join().pictures().getFirst().encoding();
  }
}
