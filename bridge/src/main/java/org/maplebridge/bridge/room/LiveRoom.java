package org.maplebridge.bridge.room;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.maplebridge.bridge.api.SentPicture;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.congestion.GoogleCongestionControl;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.maplebridge.bridge.metrics.PictureLayers;
import org.maplebridge.bridge.rtcp.RtcpChannel;
import org.maplebridge.bridge.send.SendChannel;
import org.maplebridge.bridge.transport.Transport;
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
  private final MediaCounters counters;
  private final Router router;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private Endpoint[] ticked = {};
  private boolean closed;

  /**
   * Opens a room.
   *
   * @param onClosed called once, on the thread that closes the room, to free its id
   */
  public LiveRoom(String id, RoomLoop home, BridgeRoomListener listener, Runnable onClosed) {
    this.id = id;
    this.home = home;
    this.listener = listener;
    this.onClosed = onClosed;
    calls = new LoopCalls(home.loop());
    counters = home.counters();
    SpeakerDetector speakers =
        new SpeakerDetector(home.clock(), home.loop().eventLoop(), this::onSpeakers);
    router = new Router(id, listener, counters, speakers, home.forwards());
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
          Endpoint endpoint =
              add(
                  spec.endpointId(),
                  spec.participantId(),
                  transport ->
                      new PublisherMedia(
                          spec, router, home.pool(), counters, rtcp(transport, spec.endpointId())));
          endpoint.connectNow(spec.remote());
          return endpoint;
        });
  }

  @Override
  public CompletionStage<EndpointHandle> addReceiver(ReceiverSpec spec) {
    return calls.call(
        () -> {
          requireOpen(spec.endpointId());
          return add(
              spec.endpointId(),
              spec.participantId(),
              transport -> receiver(transport, spec.endpointId()));
        });
  }

  private ReceiverMedia receiver(Transport transport, String endpointId) {
    SendChannel channel =
        new SendChannel(
            transport,
            counters,
            rtcp(transport, endpointId),
            new GoogleCongestionControl(),
            home.sendBuffer());
    return new ReceiverMedia(
        router,
        channel,
        counters,
        home.loop(),
        home.random(),
        sourceIds -> onPaused(endpointId, sourceIds));
  }

  private void onPaused(String endpointId, List<String> sourceIds) {
    Endpoint endpoint = endpoints.get(endpointId);
    if (endpoint != null) {
      router.guard(() -> listener.onPaused(endpoint, sourceIds));
    }
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
    for (Endpoint endpoint : ticked) {
      endpoint.media().onPrecedenceChanged();
    }
  }

  private void requireOpen(String endpointId) {
    if (closed) {
      throw Refusals.roomClosed(id);
    }
    if (endpoints.containsKey(endpointId)) {
      throw Refusals.endpointTaken(endpointId);
    }
  }

  private Endpoint add(
      String endpointId, String participantId, Function<Transport, EndpointMedia> mediaOf) {
    Endpoint endpoint = new Endpoint(endpointId, participantId, this, calls, home.hub(), mediaOf);
    endpoints.put(endpointId, endpoint);
    ticked = CopyOnWrite.with(ticked, endpoint);
    log.info("Endpoint {} of participant {} added to room {}", endpointId, participantId, id);
    return endpoint;
  }

  private RtcpChannel rtcp(Transport transport, String endpointId) {
    byte[] cname = endpointId.getBytes(StandardCharsets.UTF_8);
    int ssrc = home.random().nextInt();
    return new RtcpChannel(transport::sendRtcp, counters, ssrc, cname, Transport.TAIL_ROOM);
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
    for (Endpoint endpoint : ticked) {
      endpoint.end(CloseReason.CLOSED);
    }
    home.remove(this);
    log.info("Room {} closed", id);
  }

  void tick(long now) {
    Endpoint[] current = ticked;
    for (Endpoint endpoint : current) {
      endpoint.tick(now);
    }
  }

  void onConnected(Endpoint endpoint) {
    log.info("Endpoint {} connected in room {}", endpoint.id(), id);
    router.guard(() -> listener.onConnected(endpoint));
  }

  /** The media of an endpoint has ended. */
  void onEnded(Endpoint endpoint, CloseReason reason) {
    endpoints.remove(endpoint.id());
    ticked = CopyOnWrite.without(ticked, endpoint);
    for (Endpoint other : ticked) {
      other.media().forgetEnded();
    }
    log.info("Endpoint {} closed in room {}: {}", endpoint.id(), id, reason);
    router.guard(() -> listener.onClosed(endpoint, reason));
  }

  private void onSpeakers(List<String> participantIds) {
    precedenceChanged();
    router.guard(() -> listener.onSpeakers(participantIds));
  }

  int endpointCount() {
    return ticked.length;
  }

  int sourceCount() {
    return router.all().size();
  }

  /** Counts which layers its receivers get. */
  void countPictures(PictureLayers layers) {
    for (Endpoint endpoint : ticked) {
      for (SentPicture picture : endpoint.media().pictures()) {
        if (picture.paused()) {
          layers.addPaused();
        } else {
          layers.add(picture.encoding(), picture.temporal());
        }
      }
    }
  }

  int subscriptionCount() {
    int count = 0;
    for (Endpoint endpoint : ticked) {
      count += endpoint.media().subscriptionCount();
    }
    return count;
  }
}
