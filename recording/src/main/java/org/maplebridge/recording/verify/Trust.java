package org.maplebridge.recording.verify;

import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * What the person who verifies knows from elsewhere. Where it is empty the folder's own word is
 * taken, which shows any change but not a forgery signed anew.
 *
 * @param keys the public keys of servers
 * @param issuers PEM certificates of the time-stamp authority's issuers
 */
public record Trust(Set<PublicKey> keys, Optional<byte[]> issuers) {

  public Trust {
    keys = Set.copyOf(keys);
  }

  /** The folder's own word. */
  public static Trust none() {
    return new Trust(Set.of(), Optional.empty());
  }

  /** One server's key and no other. */
  public static Trust only(PublicKey key) {
    return new Trust(Set.of(key), Optional.empty());
  }

  /** Whether a signature by a key counts. */
  public boolean accepts(PublicKey key) {
    return keys.isEmpty() || keys.contains(key);
  }
}
