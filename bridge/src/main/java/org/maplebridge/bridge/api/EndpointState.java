package org.maplebridge.bridge.api;

import java.util.List;
import java.util.Optional;

/**
 * How a connection stands, for diagnosis.
 *
 * @param loop the media loop it is on, 0 for the first
 * @param connected whether ICE and DTLS are up
 * @param protocol {@code udp} or {@code tcp}, of the candidate pair in use
 * @param paths candidate pairs that are valid now
 * @param sinceHeardMillis since the peer's last authenticated check or media packet
 * @param quality what was measured in the last seconds
 * @param pictures which layers are sent, of those who receive
 */
public record EndpointState(
    int loop,
    boolean connected,
    Optional<String> protocol,
    int paths,
    long sinceHeardMillis,
    EndpointQuality quality,
    List<SentPicture> pictures) {

  public EndpointState {
    pictures = List.copyOf(pictures);
  }
}
