package org.maplebridge.bridge.room;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.BridgeRoomListener;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.SourceInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A room on its loop: endpoints, and the router between them. */
public final class LiveRoom implements BridgeRoom {

  private static final Logger log = LoggerFactory.getLogger(LiveRoom.class);

  // Any thread
  private final String id;
  private final RoomLoop home;
  private final LoopCalls calls;
  private final BridgeRoomListener listener;
  private final Runnable onClosed;
  private final AtomicBoolean closing = new AtomicBoolean();

  // Loop only
  private final Router router;
  private final Endpoints endpoints;
  private final Annexes annexes;
  private boolean closed;

  /**
   * Opens a room.
   *
   * @param spread where it goes on when its loop has no time left
   * @param onClosed called once, on the thread that closes the room, to free its id
   */
  public LiveRoom(
      String id, RoomLoop home, Spread spread, BridgeRoomListener listener, Runnable onClosed) {
    this.id = id;
    this.home = home;
    this.listener = listener;
    this.onClosed = onClosed;
    calls = new LoopCalls(home.loop());
    SpeakerDetector speakers =
        new SpeakerDetector(home.clock(), home.loop().eventLoop(), this::onSpeakers);
    router = new Router(id, listener, home.counters(), speakers, home.forwards());
    Events events = new Events();
    endpoints = new Endpoints(home, calls, events);
    annexes =
        new Annexes(
            home, spread, router, loop -> new Annex(id, loop, calls, router::urgency, events));
    calls.runSurely(() -> home.add(this));
    log.info("Room {} opened on media loop {}", id, home.loop().index());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public CompletionStage<EndpointHandle> addPublisher(PublisherSpec spec) {
    return calls.call(
        () -> {
          requireOpen(spec.endpointId());
          for (PublishedSource source : spec.sources()) {
            if (router.find(source.sourceId()).isPresent()) {
              throw Refusals.sourceTaken(source.sourceId());
            }
          }
          return addNow(spec);
        });
  }

  @Override
  public CompletionStage<EndpointHandle> addReceiver(ReceiverSpec spec) {
    return calls
        .call(
            () -> {
              requireOpen(spec.endpointId());
              return place(spec);
            })
        .thenCompose(Function.identity());
  }

  private Endpoint addNow(PublisherSpec spec) {
    Endpoint endpoint = endpoints.addPublisher(spec, router);
    annexes.placeAtHome(endpoint.id());
    for (PublishedSource source : spec.sources()) {
      router.find(source.sourceId()).ifPresent(annexes::mirror);
    }
    logAdded(endpoint.id(), endpoint.participantId());
    endpoint.connectNow(spec.remote());
    return endpoint;
  }

  private CompletionStage<EndpointHandle> place(ReceiverSpec spec) {
    String endpointId = spec.endpointId();
    Optional<Annex> annex = annexes.place(endpointId);
    logAdded(endpointId, spec.participantId());
    if (annex.isEmpty()) {
      return CompletableFuture.completedFuture(endpoints.addReceiver(spec, router));
    }
    return annex
        .get()
        .addReceiver(spec)
        .whenComplete(
            (endpoint, refusal) -> {
              if (refusal != null) {
                calls.runSurely(() -> annexes.leave(endpointId));
              }
            });
  }

  private void requireOpen(String endpointId) {
    if (closed) {
      throw Refusals.roomClosed(id);
    }
    if (annexes.has(endpointId)) {
      throw Refusals.endpointTaken(endpointId);
    }
  }

  private void logAdded(String endpointId, String participantId) {
    log.info("Endpoint {} of participant {} added to room {}", endpointId, participantId, id);
  }

  @Override
  public void setPrecedence(List<String> participantIds) {
    calls.runSurely(
        () -> {
          router.precedence(participantIds);
          precedenceChanged();
        });
  }

  private void precedenceChanged() {
    endpoints.precedenceChanged();
    annexes.precedenceChanged();
  }

  @Override
  public CompletionStage<List<SourceInfo>> sources() {
    return calls.call(router::started);
  }

  @Override
  public void addSubscriber(MediaSubscriber subscriber) {
    calls.runSurely(
        () -> {
          if (!closed) {
            router.add(subscriber);
          }
        });
  }

  @Override
  public void requestKeyFrame(String sourceId) {
    boolean unused =
        home.loop().execute(() -> router.find(sourceId).ifPresent(RoutedSource::askKeyFrame));
  }

  @Override
  public CompletionStage<Void> removeSubscriber(MediaSubscriber subscriber) {
    return calls.run(() -> router.remove(subscriber));
  }

  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      onClosed.run();
      calls.runSurely(this::end);
    }
  }

  private void end() {
    closed = true;
    endpoints.end();
    annexes.closeAll();
    home.remove(this);
    log.info("Room {} closed", id);
  }

  void tick(long now) {
    endpoints.tick(now);
  }

  private void onSpeakers(List<String> participantIds) {
    router.spoke(participantIds);
    precedenceChanged();
    router.guard(() -> listener.onSpeakers(participantIds));
  }

  /** Those of this loop. */
  Endpoints endpoints() {
    return endpoints;
  }

  int sourceCount() {
    return router.all().size();
  }

  /** What happens to endpoints, for whoever opened the room. */
  private final class Events implements Endpoints.Listener {

    @Override
    public void onConnected(Endpoint endpoint) {
      log.info("Endpoint {} connected in room {}", endpoint.id(), id);
      router.guard(() -> listener.onConnected(endpoint));
    }

    @Override
    public void onEnded(Endpoint endpoint, CloseReason reason) {
      annexes.leave(endpoint.id());
      log.info("Endpoint {} closed in room {}: {}", endpoint.id(), id, reason);
      router.guard(() -> listener.onClosed(endpoint, reason));
    }

    @Override
    public void onPaused(Endpoint receiver, List<String> sourceIds) {
      router.guard(() -> listener.onPaused(receiver, sourceIds));
    }
  }
}
