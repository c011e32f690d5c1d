package org.maplebridge.bridge.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.maplebridge.bridge.room.TwoLoopRoom.DELTA;
import static org.maplebridge.bridge.room.TwoLoopRoom.KEY;
import static org.maplebridge.bridge.room.TwoLoopRoom.LARGE;
import static org.maplebridge.bridge.room.TwoLoopRoom.OUT;
import static org.maplebridge.bridge.room.TwoLoopRoom.RTX_TYPE;
import static org.maplebridge.bridge.room.TwoLoopRoom.SMALL;
import static org.maplebridge.bridge.room.TwoLoopRoom.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.SentPicture;
import org.maplebridge.bridge.api.SourceWish;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.rtcp.RtcpListener;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtp.RtpHeader;

/** A room on two loops, packet by packet: one receiver at home, one in the annex. */
class AnnexTest {

  private final TwoLoopRoom room = new TwoLoopRoom();
  private final CapturedHub home = room.home;
  private final CapturedHub other = room.other;
  private final RtpHeader header = new RtpHeader();

  @AfterEach
  void nothingIsLeft() {
    room.close();
  }

  private List<Integer> sequencesToTheAnnex() {
    List<Integer> numbers = new ArrayList<>();
    for (byte[] packet : other.rtpTo("annexed")) {
      assertTrue(header.read(packet, 0, packet.length));
      numbers.add(header.sequenceNumber());
    }
    return numbers;
  }

  private void nackFromTheAnnex(int... lost) {
    RtcpWriter rtcp = new RtcpWriter(0);
    other.receive("annexed", rtcp.receiverReport(1).nack(1, (int) OUT, lost, lost.length));
  }

  private long keyFramesAskedOf(CapturedHub hub, String endpointId) {
    long[] asked = new long[1];
    hub.readRtcpTo(
        endpointId,
        new RtcpListener() {
          @Override
          public void onPictureLoss(int mediaSsrc) {
            asked[0]++;
          }
        });
    return asked[0];
  }

  @Test
  void bothSeeTheSameStream() {
    room.begin();
    for (int i = 0; i < 9; i++) {
      room.send(DELTA);
    }
    await("ten at home", () -> home.countTo("at-home") == 10);
    await("ten in the annex", () -> other.countTo("annexed") == 10);
    List<Integer> numbers = sequencesToTheAnnex();
    for (int i = 1; i < numbers.size(); i++) {
      assertEquals(numbers.get(i - 1) + 1 & 0xFFFF, numbers.get(i));
    }
    assertEquals(10, home.count(MediaCounter.PIPED));
    assertEquals(10, home.count(MediaCounter.OFFERED));
    assertEquals(10, other.count(MediaCounter.OFFERED));
  }

  @Test
  void aLostPacketComesAgainFromTheAnnex() {
    room.begin();
    room.send(DELTA);
    await("both in the annex", () -> other.countTo("annexed") == 2);
    nackFromTheAnnex(sequencesToTheAnnex().getLast());
    List<byte[]> packets = other.rtpTo("annexed");
    assertEquals(3, packets.size());
    assertTrue(header.read(packets.getLast(), 0, packets.getLast().length));
    assertEquals(RTX_TYPE, header.payloadType());
    assertEquals(1, other.count(MediaCounter.RTX_OUT));
    assertEquals(0, home.count(MediaCounter.RTX_OUT));
  }

  /** The word that a witness must not hear overtakes what is in a full pipe. */
  @Test
  void aClosedDoorHoldsInTheAnnexBeforeTheCallCompletes() throws Exception {
    room.begin();
    CountDownLatch goesOn = new CountDownLatch(1);
    other.stall(goesOn);
    while (home.count(MediaCounter.DROPPED_PIPE_FULL) == 0) {
      room.send(KEY);
    }
    CompletableFuture<Void> closed = room.publisher().setOpen("cam", false).toCompletableFuture();
    room.publisher().quality().toCompletableFuture().join();
    assertFalse(closed.isDone(), "closed at home, but the annex has not heeded it yet");
    // Counted where the call completes, before anything else can run there
    CompletableFuture<Integer> sentWhenClosed =
        closed.thenApply(unused -> other.sentTo("annexed").rtp.size());
    goesOn.countDown();

    int sent = sentWhenClosed.get(10, TimeUnit.SECONDS);
    assertEquals(1, sent, "what was in the pipe when the door closed stays in it");
    await("the pipe is empty", () -> other.count(MediaCounter.DROPPED_CLOSED) > 0);
    nackFromTheAnnex(sequencesToTheAnnex().getFirst());
    assertEquals(1, other.countTo("annexed"), "nor does a NACK bring any of it");
    assertEquals(1, other.count(MediaCounter.DROPPED_NOT_IN_HISTORY));

    room.open(true);
    room.send(DELTA);
    room.send(KEY);
    await("it goes on with the next key frame", () -> other.countTo("annexed") == 2);
  }

  @Test
  void aFullPipeAsksForAKeyFrame() throws Exception {
    room.begin();
    CountDownLatch goesOn = new CountDownLatch(1);
    other.stall(goesOn);
    long askedBefore = keyFramesAskedOf(home, "out");
    while (home.count(MediaCounter.DROPPED_PIPE_FULL) == 0) {
      room.send(DELTA);
    }
    await("a key frame is asked for", () -> keyFramesAskedOf(home, "out") > askedBefore);
    goesOn.countDown();
    long came = home.count(MediaCounter.PIPED) + home.count(MediaCounter.DROPPED_PIPE_FULL);
    assertEquals(came, home.count(MediaCounter.OFFERED), "whoever is at home has lost nothing");
  }

  @Test
  void aReceiverInTheAnnexAsksTheSenderForAKeyFrame() throws Exception {
    room.begin();
    // What was asked for before is done: by a tick at most, and the key frame comes
    other.awaitTicks();
    home.awaitTicks();
    room.send(KEY);
    long askedBefore = keyFramesAskedOf(home, "out");
    other.receive("annexed", new RtcpWriter(0).receiverReport(1).pictureLoss(1, (int) OUT));
    await("asked", () -> keyFramesAskedOf(home, "out") > askedBefore);
  }

  /** RFC 3550 section 8.2: a sender may come with another SSRC, whose numbers have no link. */
  @Test
  void whatBeginsAnewBeginsAnewInTheAnnex() {
    room.begin();
    long later = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    room.send(LARGE, "", 7, DELTA, later);
    room.send(LARGE, "", 8, KEY, later);
    await("the stream goes on from its key frame", () -> other.countTo("annexed") == 2);
    List<Integer> numbers = sequencesToTheAnnex();
    assertEquals(numbers.getFirst() + 1 & 0xFFFF, numbers.getLast());
    assertEquals(1, other.count(MediaCounter.DROPPED_NO_KEY_FRAME));
  }

  @Test
  void theSendersClockReachesTheAnnex() {
    room.begin();
    long clock = 1L << 40;
    home.receive("out", new RtcpWriter(0).senderReport(SMALL, clock, 300_000, 1, 8));
    await("at once", () -> clocksToldTo("annexed").equals(List.of(clock)));
    String late = room.annexedReceiver().id();
    room.send(KEY);
    await("and to whoever comes later", () -> clocksToldTo(late).equals(List.of(clock)));
  }

  private List<Long> clocksToldTo(String endpointId) {
    List<Long> clocks = new ArrayList<>();
    other.readRtcpTo(
        endpointId,
        new RtcpListener() {
          @Override
          public void onSenderReport(int ssrc, long ntpTime, long rtpTime) {
            clocks.add(ntpTime);
          }
        });
    return clocks;
  }

  @Test
  void aSourceThatEndsEndsInTheAnnex() {
    room.begin();
    room.publisher().close();
    await("a word of its end", () -> byesTo("annexed") == 1);
    await("nothing is kept", () -> other.retained() == 0);
  }

  private long byesTo(String endpointId) {
    long[] byes = new long[1];
    other.readRtcpTo(
        endpointId,
        new RtcpListener() {
          @Override
          public void onBye(int ssrc) {
            byes[0]++;
          }
        });
    return byes[0];
  }

  @Test
  void whoComesToTheAnnexLaterSeesToo() {
    room.begin();
    String late = room.annexedReceiver().id();
    room.send(DELTA);
    assertEquals(0, other.countTo(late));
    room.send(KEY);
    await("from the key frame on", () -> other.countTo(late) == 1);
  }

  @Test
  void theLastReceiverTakesTheAnnexWithIt() {
    room.begin();
    room.annexed.close();
    await("told at home", () -> room.events.closed.equals(List.of(CloseReason.CLOSED)));
    await("nothing is kept", () -> other.retained() == 0);
    long piped = home.count(MediaCounter.PIPED);
    room.send(DELTA);
    await("goes on at home", () -> home.countTo("at-home") == 2);
    assertEquals(piped, home.count(MediaCounter.PIPED));

    String next = room.receiver("next").id();
    assertTrue(other.has(next), "a new annex");
    room.send(KEY);
    await("in the new annex", () -> other.countTo(next) == 1);
  }

  @Test
  void theAnnexChoosesAmongEncodings() {
    room.publishAnew(List.of("q", "h"));
    EndpointHandle receiver = room.annexedReceiver();
    room.open(true);
    await(
        "the large picture",
        () -> {
          room.send(SMALL, "q", KEY);
          room.send(LARGE, "h", KEY);
          return pictureOf(receiver).encoding() == 1;
        });
    await(
        "begun with a key frame",
        () -> {
          room.send(LARGE, "h", KEY);
          return other.countTo(receiver.id()) > 0;
        });
    receiver.wish(List.of(new SourceWish("cam", 0))).toCompletableFuture().join();
    await("none is sent to whoever does not look", () -> pictureOf(receiver).paused());
  }

  private static SentPicture pictureOf(EndpointHandle endpoint) {
    return endpoint.state().toCompletableFuture().join().pictures().getFirst();
  }
}
