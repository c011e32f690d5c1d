package org.maplebridge.bench.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.MediaPacket;
import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.seal.Scheme;
import org.maplebridge.recording.seal.SealingKey;

/** A room fed with packets on a clock of its own, so that an hour of media need not last one. */
final class FedRoom implements BridgeRoom {
  private static final Instant START = Instant.parse("2026-04-16T01:30:00Z");

  /** The recorder's queue is bounded: it is given time to write. */
  private static final int MOST_WAITING = 2_000;

  private final AtomicLong nanos = new AtomicLong(1_000_000_000L);

  /** Packets the recorder has retained and not released. */
  private final AtomicInteger waiting = new AtomicInteger();

  private long sent;

  private final List<MediaSubscriber> subscribers = new CopyOnWriteArrayList<>();

  /** What one source sends. */
  record Feed(SourceInfo source, List<EncodedMedia.Packet> packets) {}

  /** A recorder that lives on this room's clock. */
  RecordingService recorder(Path folder) throws IOException, GeneralSecurityException {
    SealingKey key = SealingKey.generate(Scheme.ED25519);
    InstantSource clock = () -> START.plusNanos(nanos.get());
    return new RecordingService(folder, 0, key, Optional.empty(), clock, nanos::get, 1);
  }

  /** Sends everything in the order of its media time, until the recorder has written it. */
  void play(List<Feed> feeds) throws InterruptedException {
    List<Sending> sendings = new ArrayList<>();
    for (Feed feed : feeds) {
      subscribers.forEach(s -> s.onSource(feed.source()));
      int sequence = 0;
      for (EncodedMedia.Packet packet : feed.packets()) {
        sendings.add(new Sending(feed.source(), packet, sequence++ & 0xFFFF));
      }
    }
    sendings.sort(Comparator.comparingDouble(sending -> sending.packet().seconds()));
    long base = nanos.get();
    for (Sending sending : sendings) {
      nanos.set(base + (long) (sending.packet().seconds() * 1e9));
      send(sending);
      awaitFewerThan(MOST_WAITING);
    }
    awaitFewerThan(1);
  }

  private void awaitFewerThan(int packets) throws InterruptedException {
    while (waiting.get() >= packets) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** Packets sent so far. */
  long sent() {
    return sent;
  }

  private void send(Sending sending) {
    sent++;
    MediaPacket packet = sending.arriving(nanos.get(), waiting);
    for (MediaSubscriber subscriber : subscribers) {
      if (subscriber.wants(sending.source())) {
        subscriber.onPacket(sending.source(), packet);
      }
    }
  }

  private record Sending(SourceInfo source, EncodedMedia.Packet packet, int sequence) {
    MediaPacket arriving(long at, AtomicInteger waiting) {
      long rtp = Math.round(packet.seconds() * source.codec().clockRateHz()) & 0xFFFF_FFFFL;
      return new HeapPacket(sequence, rtp, packet.marker(), at, packet.payload(), waiting);
    }
  }

  // Never compared; the bytes are only read.
  @SuppressWarnings("ArrayRecordComponent")
  private record HeapPacket(
      int sequenceNumber,
      long timestamp,
      boolean marker,
      long arrivalNanos,
      byte[] bytes,
      AtomicInteger waiting)
      implements MediaPacket {
    @Override
    public ByteBuffer payload() {
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    @Override
    public MediaPacket retain() {
      waiting.incrementAndGet();
      return this;
    }

    @Override
    public void release() {
      waiting.decrementAndGet();
    }
  }

  @Override
  public String id() {
    return "fed";
  }

  @Override
  public CompletionStage<EndpointHandle> addPublisher(PublisherSpec spec) {
    throw new UnsupportedOperationException("this room is fed by the measurement");
  }

  @Override
  public CompletionStage<EndpointHandle> addReceiver(ReceiverSpec spec) {
    throw new UnsupportedOperationException("this room is fed by the measurement");
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
    // The encoded pictures come at their own rhythm.
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
