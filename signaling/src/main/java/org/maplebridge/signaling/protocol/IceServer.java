package org.maplebridge.signaling.protocol;

import java.util.List;
import java.util.Optional;

/** A STUN or TURN server for the browser, as in RTCIceServer. */
public record IceServer(List<String> urls, Optional<String> username, Optional<String> credential) {

  public IceServer {
    urls = List.copyOf(urls);
  }
}
