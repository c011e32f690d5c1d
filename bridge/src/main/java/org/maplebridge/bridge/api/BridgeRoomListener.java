package org.maplebridge.bridge.api;

import java.util.List;

/** What a room tells whoever opened it. Called on the room's loop; must not block. */
public interface BridgeRoomListener {

  /** ICE and DTLS are up for the first time: media may flow. */
  void onConnected(EndpointHandle endpoint);

  /** The endpoint is gone; its sources and subscriptions are already removed. */
  void onClosed(EndpointHandle endpoint, CloseReason reason);

  /** The first packet of a declared source arrived. */
  void onSourceStarted(SourceInfo source);

  /** A source ended with its endpoint, or was withdrawn. */
  void onSourceEnded(SourceInfo source);

  /**
   * The dominant speakers changed.
   *
   * @param participantIds most recent speaker first
   */
  void onSpeakers(List<String> participantIds);
}
