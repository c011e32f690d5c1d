package org.maplebridge.bridge;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.maplebridge.bridge.api.BridgeRoomListener;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.SourceInfo;

/** What a room told, kept for a test to look at. */
public final class RoomEvents implements BridgeRoomListener {
  public final List<String> connected = new CopyOnWriteArrayList<>();
  public final List<CloseReason> closed = new CopyOnWriteArrayList<>();
  public final List<SourceInfo> started = new CopyOnWriteArrayList<>();
  public final List<SourceInfo> ended = new CopyOnWriteArrayList<>();
  public final List<List<String>> speakers = new CopyOnWriteArrayList<>();

  @Override
  public void onConnected(EndpointHandle endpoint) {
    connected.add(endpoint.id());
  }

  @Override
  public void onClosed(EndpointHandle endpoint, CloseReason reason) {
    closed.add(reason);
  }

  @Override
  public void onSourceStarted(SourceInfo source) {
    started.add(source);
  }

  @Override
  public void onSourceEnded(SourceInfo source) {
    ended.add(source);
  }

  @Override
  public void onPaused(EndpointHandle receiver, List<String> sourceIds) {
    // A loopback carries everything
  }

  @Override
  public void onSpeakers(List<String> participantIds) {
    speakers.add(participantIds);
  }
}
