package org.maplebridge.signaling.room;

import java.util.List;
import org.maplebridge.bridge.api.BridgeRoomListener;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.signaling.protocol.ServerMessage;

/** Carries the bridge's events from its loop to the room's thread. */
record BridgeEvents(LiveSitting sitting) implements BridgeRoomListener {

  @Override
  public void onConnected(EndpointHandle endpoint) {
    // Clients see it themselves.
  }

  @Override
  public void onClosed(EndpointHandle endpoint, CloseReason reason) {
    sitting.endpointClosed(endpoint, reason);
  }

  @Override
  public void onSourceStarted(SourceInfo source) {
    // A source is in the roster since its offer.
  }

  @Override
  public void onSourceEnded(SourceInfo source) {
    // Told by onClosed of its endpoint.
  }

  @Override
  public void onPaused(EndpointHandle receiver, List<String> sourceIds) {
    sitting.picturesPaused(receiver, new ServerMessage.PicturesPaused(sourceIds));
  }

  @Override
  public void onSpeakers(List<String> participantIds) {
    sitting.speakers(new ServerMessage.Speakers(participantIds));
  }
}
