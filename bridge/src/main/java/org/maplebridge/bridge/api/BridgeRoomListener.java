package org.maplebridge.bridge.api;

import java.util.List;

/**
 * What a room tells whoever opened it. Called on the room's home loop, wherever the endpoint is;
 * must not block.
 */
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
   * Pictures a receiver looks at are not sent to it because its network does not carry them, or are
   * sent again.
   *
   * @param sourceIds all that are not sent now
   */
  void onPaused(EndpointHandle receiver, List<String> sourceIds);

  /**
   * The dominant speakers changed.
   *
   * @param participantIds most recent speaker first
   */
  void onSpeakers(List<String> participantIds);
}
