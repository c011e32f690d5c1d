package org.maplebridge.bridge.room;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.loop.LoopTimer;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.metrics.MediaGauge;
import org.maplebridge.bridge.rtp.PacketPool;
import org.maplebridge.bridge.send.SendChannel;
import org.maplebridge.bridge.transport.TransportHub;

/** What the rooms of one loop share: its port, packets, counters and one tick for all of them. */
public final class RoomLoop implements AutoCloseable {

  /** Between two looks at what is due: NACKs want it short. */
  static final long TICK_NANOS = 10_000_000;

  private static final int TICKS_PER_GAUGE = 100;

  /** What a receiver counts until it is measured: a person seen and heard. */
  private static final long RECEIVER_PERMILLE = 1;

  // Given
  private final TransportHub hub;
  private final Clock clock;
  private final RandomGenerator random;

  // Made here
  private final MediaLoop loop;
  private final MediaCounters counters = new MediaCounters();
  private final PacketPool pool;
  private final ForwardQueue forwards = new ForwardQueue();
  private final byte[] sendBuffer = new byte[SendChannel.BUFFER_BYTES];

  // Any thread
  private final AtomicInteger newcomers = new AtomicInteger();

  // Loop only
  private final BusyTime busy = new BusyTime();
  private LiveRoom[] rooms = {};
  private Annex[] annexes = {};
  private AnnexFeed[] feeds = {};
  private int mostWaiting;
  private @Nullable LoopTimer ticker;
  private long lastTickNanos;
  private long worstLagNanos;
  private int ticksToGauge = TICKS_PER_GAUGE;

  /**
   * @param hub its connections; closed with this
   */
  public RoomLoop(TransportHub hub, Clock clock, RandomGenerator random) {
    this.hub = hub;
    this.clock = clock;
    this.random = random;
    loop = hub.loop();
    pool = new PacketPool(loop::inLoop);
    loop.run(() -> loop.onBurstEnd(this::endBurst));
  }

  TransportHub hub() {
    return hub;
  }

  MediaLoop loop() {
    return loop;
  }

  Clock clock() {
    return clock;
  }

  RandomGenerator random() {
    return random;
  }

  PacketPool pool() {
    return pool;
  }

  /** Where packets to receivers are made. Loop only. */
  byte[] sendBuffer() {
    return sendBuffer;
  }

  ForwardQueue forwards() {
    return forwards;
  }

  /** Counters of every room here. Any thread. */
  public MediaCounters counters() {
    return counters;
  }

  /**
   * How busy it is, in thousandths of a core: as measured in the last second, and by whoever has
   * come since. Any thread.
   */
  public long load() {
    return counters.get(MediaGauge.LOOP_BUSY_PERMILLE) + RECEIVER_PERMILLE * (long) newcomers.get();
  }

  /** A receiver will come here. Any thread. */
  void expect() {
    newcomers.incrementAndGet();
  }

  private void endBurst() {
    long now = loop.nanoTime();
    if (feeds.length > 0) {
      forwards.relay(now);
      for (AnnexFeed feed : feeds) {
        mostWaiting = Math.max(mostWaiting, feed.waiting());
        feed.wake();
      }
    }
    forwards.forward(now);
  }

  void add(LiveRoom room) {
    loop.assertInLoop();
    rooms = CopyOnWrite.with(rooms, room);
    startTicking();
  }

  /** A room has its annex here. */
  void add(Annex annex) {
    loop.assertInLoop();
    annexes = CopyOnWrite.with(annexes, annex);
    startTicking();
  }

  void remove(Annex annex) {
    loop.assertInLoop();
    annexes = CopyOnWrite.without(annexes, annex);
  }

  /** A room that is here has an annex elsewhere, to be woken for what is in its pipe. */
  void add(AnnexFeed feed) {
    loop.assertInLoop();
    feeds = CopyOnWrite.with(feeds, feed);
  }

  void remove(AnnexFeed feed) {
    loop.assertInLoop();
    feeds = CopyOnWrite.without(feeds, feed);
  }

  private void startTicking() {
    if (ticker == null) {
      lastTickNanos = loop.nanoTime();
      ticker = loop.scheduleEvery(this::tick, TICK_NANOS);
    }
  }

  void remove(LiveRoom room) {
    loop.assertInLoop();
    rooms = CopyOnWrite.without(rooms, room);
  }

  private void stopTicking() {
    LoopTimer running = ticker;
    ticker = null;
    if (running != null) {
      running.cancel();
    }
  }

  private void tick() {
    long now = loop.nanoTime();
    worstLagNanos = Math.max(worstLagNanos, now - lastTickNanos - TICK_NANOS);
    lastTickNanos = now;
    LiveRoom[] current = rooms;
    for (LiveRoom room : current) {
      room.tick(now);
    }
    Annex[] parts = annexes;
    for (Annex annex : parts) {
      annex.tick(now);
    }
    if (--ticksToGauge == 0) {
      ticksToGauge = TICKS_PER_GAUGE;
      setGauges(current);
      worstLagNanos = 0;
      if (rooms.length == 0 && annexes.length == 0 && pool.outstanding() == 0) {
        // Nothing is due or to be told: an idle loop need not wake up
        counters.set(MediaGauge.LOOP_BUSY_PERMILLE, 0);
        stopTicking();
      }
    }
  }

  private void setGauges(LiveRoom[] current) {
    long endpoints = 0;
    long sources = 0;
    long subscriptions = 0;
    for (LiveRoom room : current) {
      endpoints += room.endpoints().count();
      sources += room.sourceCount();
      subscriptions += room.endpoints().subscriptionCount();
      room.endpoints().countPictures(counters.pictures());
    }
    for (Annex annex : annexes) {
      endpoints += annex.endpoints().count();
      subscriptions += annex.endpoints().subscriptionCount();
      annex.endpoints().countPictures(counters.pictures());
    }
    counters.pictures().tell();
    counters.set(MediaGauge.ROOMS, current.length);
    counters.set(MediaGauge.ANNEXES, annexes.length);
    counters.set(MediaGauge.ENDPOINTS, endpoints);
    counters.set(MediaGauge.SOURCES, sources);
    counters.set(MediaGauge.SUBSCRIPTIONS, subscriptions);
    counters.set(MediaGauge.PACKETS_RETAINED, pool.outstanding());
    counters.set(MediaGauge.PIPE_MOST_WAITING, mostWaiting);
    mostWaiting = 0;
    counters.set(MediaGauge.LOOP_LAG_MICROS, worstLagNanos / 1000);
    counters.set(MediaGauge.LOOP_BUSY_PERMILLE, busy.permille(loop.nanoTime()));
    newcomers.set(0);
  }

  /** Stops the tick and closes the hub with its loop. The rooms are closed before. */
  @Override
  public void close() {
    loop.run(this::stopTicking);
    hub.close();
  }
}
