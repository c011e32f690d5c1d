package org.maplebridge.signaling.room;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.MediaPacket;
import org.maplebridge.bridge.api.MediaSubscriber;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.SourceInfo;

/**
 * The room as a recorder gets it: a tap takes packets only of sources the rules let be recorded at
 * that moment. {@link #permit} is called on the room's thread; the bridge's loop reads the set.
 */
final class TapRoom implements BridgeRoom {
  private final BridgeRoom room;
  private final Map<MediaSubscriber, MediaSubscriber> taps = new ConcurrentHashMap<>();
  private volatile Set<String> permitted = Set.of();
  private volatile boolean everTapped;

  TapRoom(BridgeRoom room) {
    this.room = room;
  }

  /** From now on a tap takes these sources and no others. */
  void permit(Set<String> sourceIds) {
    Set<String> before = permitted;
    permitted = Set.copyOf(sourceIds);
    if (!taps.isEmpty()) {
      sourceIds.stream().filter(id -> !before.contains(id)).forEach(room::requestKeyFrame);
    }
  }

  @Override
  public String id() {
    return room.id();
  }

  @Override
  public CompletionStage<EndpointHandle> addPublisher(PublisherSpec spec) {
    return room.addPublisher(spec);
  }

  @Override
  public CompletionStage<EndpointHandle> addReceiver(ReceiverSpec spec) {
    return room.addReceiver(spec);
  }

  @Override
  public CompletionStage<List<SourceInfo>> sources() {
    return room.sources();
  }

  /** Whether any tap was ever made in this room. */
  boolean everTapped() {
    return everTapped;
  }

  @Override
  public void addSubscriber(MediaSubscriber subscriber) {
    everTapped = true;
    MediaSubscriber tap = new Tap(subscriber);
    taps.put(subscriber, tap);
    room.addSubscriber(tap);
  }

  @Override
  public void setPrecedence(List<String> participantIds) {
    room.setPrecedence(participantIds);
  }

  @Override
  public void requestKeyFrame(String sourceId) {
    room.requestKeyFrame(sourceId);
  }

  @Override
  public CompletionStage<Void> removeSubscriber(MediaSubscriber subscriber) {
    MediaSubscriber tap = taps.remove(subscriber);
    return room.removeSubscriber(tap == null ? subscriber : tap);
  }

  @Override
  public void close() {
    room.close();
  }

  private final class Tap implements MediaSubscriber {
    private final MediaSubscriber recorder;

    Tap(MediaSubscriber recorder) {
      this.recorder = recorder;
    }

    @Override
    public void onSource(SourceInfo source) {
      recorder.onSource(source);
    }

    @Override
    public boolean wants(SourceInfo source) {
      return permitted.contains(source.sourceId()) && recorder.wants(source);
    }

    @Override
    public void onPacket(SourceInfo source, MediaPacket packet) {
      recorder.onPacket(source, packet);
    }

    @Override
    public void onSenderReport(SourceInfo source, long ntpTime, long rtpTime, long arrivalNanos) {
      if (permitted.contains(source.sourceId())) {
        recorder.onSenderReport(source, ntpTime, rtpTime, arrivalNanos);
      }
    }

    @Override
    public void onSourceEnded(SourceInfo source) {
      recorder.onSourceEnded(source);
    }
  }
}
