package org.maplebridge.recording.media;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.recording.media.RtpDatagram.CountedPacket;

/**
 * A room whose sources are FFmpeg's packets, played on a clock of its own, so that ten seconds of
 * media need no ten seconds. The time is the same for all: room, wall clock and {@code nanoTime}.
 */
public final class FedRoom implements BridgeRoom {

  private final Instant start = Instant.parse("2026-04-16T01:30:00Z");
  private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
  private final List<MediaSubscriber> subscribers = new CopyOnWriteArrayList<>();
  private final List<String> keyFrameRequests = new CopyOnWriteArrayList<>();
  private final List<CountedPacket> sent = new ArrayList<>();

  /** Media of one source, to be sent from a time on. */
  public record Feed(SourceInfo source, List<RtpDatagram> packets, double fromSeconds) {}

  public InstantSource clock() {
    return () -> start.plusNanos(nanos.get());
  }

  public LongSupplier nanoTime() {
    return nanos::get;
  }

  public void pass(double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
  }

  /** Sends everything in the order of its media time, with a sender report every second. */
  public void play(List<Feed> feeds) throws InterruptedException {
    long base = nanos.get();
    TreeMap<Long, List<Runnable>> schedule = new TreeMap<>();
    for (Feed feed : feeds) {
      subscribers.forEach(s -> s.onSource(feed.source()));
      plan(feed, base, schedule);
    }
    int batch = 0;
    for (Map.Entry<Long, List<Runnable>> moment : schedule.entrySet()) {
      nanos.set(moment.getKey());
      moment.getValue().forEach(Runnable::run);
      if (++batch % 20 == 0) {
        Thread.sleep(4); // lets the writer see the time pass
      }
    }
  }

  private void plan(Feed feed, long base, TreeMap<Long, List<Runnable>> schedule) {
    long first = feed.packets().getFirst().timestamp();
    Map<Long, Boolean> reported = new HashMap<>();
    for (RtpDatagram datagram : feed.packets()) {
      long rtp = (datagram.timestamp() - first) & 0xFFFF_FFFFL;
      double seconds = feed.fromSeconds() + (double) rtp / feed.source().codec().clockRateHz();
      long at = base + (long) (seconds * 1e9);
      schedule.computeIfAbsent(at, t -> new ArrayList<>()).add(() -> send(feed, datagram, at));
      if (reported.put((long) seconds, true) == null) {
        schedule.get(at).add(() -> report(feed.source(), datagram.timestamp(), at));
      }
    }
  }

  private void send(Feed feed, RtpDatagram datagram, long at) {
    CountedPacket packet = datagram.arriving(at);
    sent.add(packet);
    for (MediaSubscriber subscriber : subscribers) {
      if (subscriber.wants(feed.source())) {
        subscriber.onPacket(feed.source(), packet);
      }
    }
    packet.release();
  }

  /** The sender's clock is ten days ahead of ours, as a phone's may be. */
  private void report(SourceInfo source, long rtp, long at) {
    long clock = at + 864_000L * 1_000_000_000L;
    long ntp = (clock / 1_000_000_000L) << 32 | ((clock % 1_000_000_000L) << 32) / 1_000_000_000L;
    subscribers.forEach(s -> s.onSenderReport(source, ntp, rtp, at));
  }

  /** Packets nobody gave back. */
  public long leaked() {
    return sent.stream().filter(packet -> packet.references() != 0).count();
  }

  public List<String> keyFrameRequests() {
    return keyFrameRequests;
  }

  @Override
  public String id() {
    return "fed";
  }

  @Override
  public CompletionStage<EndpointHandle> addPublisher(PublisherSpec spec) {
    throw new UnsupportedOperationException("this room is fed by the test");
  }

  @Override
  public CompletionStage<EndpointHandle> addReceiver(ReceiverSpec spec) {
    throw new UnsupportedOperationException("this room is fed by the test");
  }

  @Override
  public CompletionStage<List<SourceInfo>> sources() {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public void addSubscriber(MediaSubscriber subscriber) {
    subscribers.add(subscriber);
  }

  @Override
  public void setPrecedence(List<String> participantIds) {
    // Nobody receives here
  }

  @Override
  public void requestKeyFrame(String sourceId) {
    keyFrameRequests.add(sourceId);
  }

  @Override
  public CompletionStage<Void> removeSubscriber(MediaSubscriber subscriber) {
    subscribers.remove(subscriber);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    subscribers.clear();
  }
}
