package org.maplebridge.bridge.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maplebridge.bridge.api.BridgeRoomListener;
import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.metrics.MediaCounter;
import org.maplebridge.bridge.metrics.MediaCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources of one room and the subscribers of all of them. Loop only. */
final class Router implements Offering {

  private static final Logger log = LoggerFactory.getLogger(Router.class);

  private final String roomId;
  private final BridgeRoomListener listener;
  private final MediaCounters counters;
  private final SpeakerDetector speakers;
  private final ForwardQueue forwards;

  private final Map<String, RoutedSource> sources = new LinkedHashMap<>();
  private volatile Urgency urgency = Urgency.NONE;
  private final List<MediaSubscriber> subscribers = new ArrayList<>();

  Router(
      String roomId,
      BridgeRoomListener listener,
      MediaCounters counters,
      SpeakerDetector speakers,
      ForwardQueue forwards) {
    this.roomId = roomId;
    this.listener = listener;
    this.counters = counters;
    this.speakers = speakers;
    this.forwards = forwards;
  }

  /** Adds a source, closed and not yet started. */
  RoutedSource add(String participantId, PublishedSource spec) {
    SourceInfo info = new SourceInfo(spec.sourceId(), participantId, spec.kind(), spec.codec());
    RoutedSource source = new RoutedSource(this, info, spec, forwards, counters);
    sources.put(info.sourceId(), source);
    for (MediaSubscriber subscriber : subscribers) {
      source.add(subscriber);
    }
    return source;
  }

  /** Ends a source and tells everyone. */
  void end(RoutedSource source) {
    sources.remove(source.info().sourceId());
    source.end();
    if (source.received().isStarted()) {
      log.info("Source {} ended in room {}", source.info().sourceId(), roomId);
      guard(() -> listener.onSourceEnded(source.info()));
    }
    if (source.info().kind().isAudio()) {
      speakers.forget(source.info().participantId());
    }
  }

  @Override
  public Optional<RoutedSource> find(String sourceId) {
    return Optional.ofNullable(sources.get(sourceId));
  }

  /** The sources that have started. */
  List<SourceInfo> started() {
    return sources.values().stream()
        .filter(source -> source.received().isStarted())
        .map(RoutedSource::info)
        .toList();
  }

  Collection<RoutedSource> all() {
    return sources.values();
  }

  void add(MediaSubscriber subscriber) {
    subscribers.add(subscriber);
    for (RoutedSource source : sources.values()) {
      source.add(subscriber);
    }
  }

  void remove(MediaSubscriber subscriber) {
    subscribers.remove(subscriber);
    for (RoutedSource source : sources.values()) {
      source.remove(subscriber);
    }
  }

  @Override
  public int rank(SourceInfo source) {
    return urgency.rank(source, sources.size());
  }

  /** Any thread. */
  Urgency urgency() {
    return urgency;
  }

  /** Whose pictures come before everybody's. */
  void precedence(List<String> participantIds) {
    urgency = new Urgency(participantIds, urgency.spoke());
  }

  /** Who spoke, most recent first. */
  void spoke(List<String> participantIds) {
    urgency = new Urgency(urgency.first(), participantIds);
  }

  void onStarted(RoutedSource source) {
    log.info("Source {} started in room {}", source.info().sourceId(), roomId);
    guard(() -> listener.onSourceStarted(source.info()));
  }

  void onAudioLevel(RoutedSource source, int level) {
    speakers.onLevel(source.info().participantId(), level);
  }

  /** Runs somebody else's code: its failure is counted and must not stop the route. */
  void guard(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      onCallbackFailure(e);
    }
  }

  void onCallbackFailure(RuntimeException e) {
    counters.count(MediaCounter.CALLBACK_FAILURES);
    log.error("A listener of room {} failed", roomId, e);
  }
}
