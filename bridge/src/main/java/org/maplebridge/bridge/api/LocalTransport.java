package org.maplebridge.bridge.api;

import java.util.List;

/**
 * What the other side must know of us. We are ICE-lite (RFC 8445 section 2.5).
 *
 * @param ufrag our ICE user name fragment
 * @param password our ICE password
 * @param fingerprint our certificate's fingerprint
 * @param candidates where we listen, best first
 */
public record LocalTransport(
    String ufrag, String password, Fingerprint fingerprint, List<HostCandidate> candidates) {

  public LocalTransport {
    candidates = List.copyOf(candidates);
  }
}
