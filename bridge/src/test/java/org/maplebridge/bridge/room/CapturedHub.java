package org.maplebridge.bridge.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.maplebridge.bridge.loop.LoopTimer;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.rtcp.RtcpListener;
import org.maplebridge.bridge.rtcp.RtcpParser;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.send.CapturedTransport;
import org.maplebridge.bridge.transport.Transport;
import org.maplebridge.bridge.transport.TransportCounters;
import org.maplebridge.bridge.transport.TransportHub;
import org.maplebridge.bridge.transport.TransportListener;

/** A loop whose connections a test holds both ends of. */
final class CapturedHub implements TransportHub {

  private final MediaLoop loop;
  private final RoomLoop roomLoop;
  private final Map<String, CapturedTransport> transports = new ConcurrentHashMap<>();
  private final Map<String, TransportListener> listeners = new ConcurrentHashMap<>();

  CapturedHub(int index) {
    loop = MediaLoop.start(index, System::nanoTime);
    roomLoop = new RoomLoop(this, Clock.systemUTC(), new Random(index));
  }

  RoomLoop roomLoop() {
    return roomLoop;
  }

  /** What is true on the loop. */
  <T> T on(Supplier<T> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.run(() -> answer.complete(call.get()));
    return answer.join();
  }

  /** Stands still until the test goes on, but never for ever: a failure must show. */
  void stall(CountDownLatch goesOn) throws InterruptedException {
    CountDownLatch stalled = new CountDownLatch(1);
    Runnable standStill =
        () -> {
          stalled.countDown();
          try {
            boolean unused = goesOn.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    assertTrue(loop.execute(standStill));
    stalled.await();
  }

  /** Timers run in the order they are due: the loop has ticked before this returns. */
  void awaitTicks() throws InterruptedException {
    CountDownLatch ticked = new CountDownLatch(1);
    LoopTimer unused = loop.schedule(ticked::countDown, 2 * RoomLoop.TICK_NANOS);
    ticked.await();
  }

  List<byte[]> rtpTo(String endpointId) {
    return on(() -> new ArrayList<>(sentTo(endpointId).rtp));
  }

  int countTo(String endpointId) {
    return on(() -> sentTo(endpointId).rtp.size());
  }

  /** Reads all RTCP sent to an endpoint. */
  void readRtcpTo(String endpointId, RtcpListener listener) {
    on(() -> new ArrayList<>(sentTo(endpointId).rtcp))
        .forEach(packet -> assertTrue(RtcpParser.parse(packet, 0, packet.length, listener)));
  }

  /** An endpoint sends RTCP. */
  void receive(String endpointId, RtcpWriter rtcp) {
    loop.run(
        () -> {
          from(endpointId).onRtcp(rtcp.buffer(), 0, rtcp.length(), loop.nanoTime());
          loop.endBurst();
        });
  }

  long count(MediaCounter counter) {
    return roomLoop.counters().get(counter);
  }

  long retained() {
    return on(roomLoop.pool()::outstanding);
  }

  /** Whether the endpoint was made on this loop. */
  boolean has(String endpointId) {
    return transports.containsKey(endpointId);
  }

  /** What was sent to an endpoint. Its loop only. */
  CapturedTransport sentTo(String endpointId) {
    return transports.get(endpointId);
  }

  /** Where what an endpoint sends comes in. Its loop only. */
  TransportListener from(String endpointId) {
    return listeners.get(endpointId);
  }

  @Override
  public MediaLoop loop() {
    return loop;
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public Transport create(String id, TransportListener listener) {
    loop.assertInLoop();
    CapturedTransport transport = new CapturedTransport();
    transport.awaitsRemote = true;
    transports.put(id, transport);
    listeners.put(id, listener);
    return transport;
  }

  @Override
  public TransportCounters counters() {
    throw new UnsupportedOperationException("nothing is sent");
  }

  @Override
  public void close() {
    loop.close();
  }
}
