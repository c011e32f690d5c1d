package org.maplebridge.bridge.room;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.SourceInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receivers of a room on another loop than its home: what is sent in the room reaches them through
 * an {@link AnnexFeed}, and from there on all is done on the annex's loop.
 */
final class Annex implements Offering {

  private static final Logger log = LoggerFactory.getLogger(Annex.class);

  // Any thread
  private final String roomId;
  private final RoomLoop loop;
  private final LoopCalls calls;
  private final LoopCalls home;
  private final Supplier<Urgency> urgency;

  // The annex's loop only
  private final Map<String, MirroredSource> sources = new LinkedHashMap<>();
  private final Endpoints endpoints;
  private boolean ended;

  /**
   * @param loop its own
   * @param home calls to the room's home loop
   * @param urgency of the room, from any thread
   * @param listener told of its endpoints, on the home loop
   */
  Annex(
      String roomId,
      RoomLoop loop,
      LoopCalls home,
      Supplier<Urgency> urgency,
      Endpoints.Listener listener) {
    this.roomId = roomId;
    this.loop = loop;
    this.home = home;
    this.urgency = urgency;
    calls = new LoopCalls(loop.loop());
    endpoints = new Endpoints(loop, calls, new AtHome(listener));
    calls.runSurely(() -> loop.add(this));
    log.info("Room {} has an annex on media loop {}", roomId, loop.loop().index());
  }

  RoomLoop loop() {
    return loop;
  }

  /** Calls to its loop. */
  LoopCalls calls() {
    return calls;
  }

  /** Calls to the room's home loop. */
  LoopCalls home() {
    return home;
  }

  CompletionStage<EndpointHandle> addReceiver(ReceiverSpec spec) {
    return calls.call(
        () -> {
          if (ended) {
            throw Refusals.roomClosed(roomId);
          }
          return endpoints.addReceiver(spec, this);
        });
  }

  /** From now on its receivers can subscribe the source. Any thread. */
  void add(MirroredSource source) {
    calls.runSurely(
        () -> {
          if (!ended && !source.isEnded()) {
            sources.put(source.info().sourceId(), source);
          }
        });
  }

  /** The source has ended. Any thread. */
  void remove(MirroredSource source) {
    calls.runSurely(
        () -> {
          sources.remove(source.info().sourceId(), source);
          source.end();
          endpoints.forgetEnded();
        });
  }

  /** Others speak, or come first. Any thread. */
  void precedenceChanged() {
    calls.runSurely(endpoints::precedenceChanged);
  }

  @Override
  public Optional<MirroredSource> find(String sourceId) {
    loop.loop().assertInLoop();
    return Optional.ofNullable(sources.get(sourceId));
  }

  @Override
  public int rank(SourceInfo source) {
    return urgency.get().rank(source, sources.size());
  }

  void tick(long now) {
    endpoints.tick(now);
    for (MirroredSource source : sources.values()) {
      source.tick(now);
    }
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /** Closes its endpoints and forgets what they got. Any thread. */
  void close() {
    calls.runSurely(this::end);
  }

  private void end() {
    ended = true;
    endpoints.end();
    sources.values().forEach(MirroredSource::end);
    sources.clear();
    loop.remove(this);
    log.info("The annex of room {} on media loop {} is gone", roomId, loop.loop().index());
  }

  /** Tells on the home loop what happened here: whoever opened the room hears of it there. */
  private final class AtHome implements Endpoints.Listener {

    private final Endpoints.Listener listener;

    AtHome(Endpoints.Listener listener) {
      this.listener = listener;
    }

    @Override
    public void onConnected(Endpoint endpoint) {
      home.runSurely(() -> listener.onConnected(endpoint));
    }

    @Override
    public void onEnded(Endpoint endpoint, CloseReason reason) {
      home.runSurely(() -> listener.onEnded(endpoint, reason));
    }

    @Override
    public void onPaused(Endpoint receiver, List<String> sourceIds) {
      home.runSurely(() -> listener.onPaused(receiver, sourceIds));
    }
  }
}
