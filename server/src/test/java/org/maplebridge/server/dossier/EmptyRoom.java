package org.maplebridge.server.dossier;

import java.util.List;
import org.maplebridge.bridge.api.BridgeRoomListener;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.SourceInfo;

/** Listens to a room that nobody comes into. */
public record EmptyRoom() implements BridgeRoomListener {
  @Override
  public void onConnected(EndpointHandle endpoint) {}

  @Override
  public void onClosed(EndpointHandle endpoint, CloseReason reason) {}

  @Override
  public void onSourceStarted(SourceInfo source) {}

  @Override
  public void onSourceEnded(SourceInfo source) {}

  @Override
  public void onPaused(EndpointHandle receiver, List<String> sourceIds) {}

  @Override
  public void onSpeakers(List<String> participantIds) {}
}
