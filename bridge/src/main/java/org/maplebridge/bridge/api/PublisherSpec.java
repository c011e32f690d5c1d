package org.maplebridge.bridge.api;

import java.util.List;

/**
 * A connection that sends to us.
 *
 * @param endpointId unguessable, unique in the bridge
 * @param participantId whose it is
 * @param remote ICE and DTLS parameters from the offer
 * @param asksMaximum whether it is to be told what its path carries (REMB), because it does not
 *     understand transport-wide feedback
 * @param sources one per microphone, camera or screen
 */
public record PublisherSpec(
    String endpointId,
    String participantId,
    RemoteTransport remote,
    boolean asksMaximum,
    List<PublishedSource> sources) {

  public PublisherSpec {
    sources = List.copyOf(sources);
  }
}
