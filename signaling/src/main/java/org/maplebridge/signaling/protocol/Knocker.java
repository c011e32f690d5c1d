package org.maplebridge.signaling.protocol;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * Somebody in the lobby, as a host sees them.
 *
 * @param companions who sits at their device with them
 */
public record Knocker(
    String participantId,
    String name,
    Role role,
    OffsetDateTime since,
    boolean present,
    DeviceCheck checks,
    List<Companion> companions) {

  public Knocker {
    companions = List.copyOf(companions);
  }
}
