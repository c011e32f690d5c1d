package org.maplebridge.signaling.sitting;

import java.util.Optional;
import java.util.Set;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;

/**
 * A person in a sitting, with a role.
 *
 * @param id unguessable, of this sitting
 * @param personId the staff account or case party behind it; what double booking is checked by
 * @param name as shown in the room
 * @param host whether they admit, mute, record and close
 * @param side whose side they are on, for agents and helpers too
 * @param hindrances what keeps them from something
 */
public record Participant(
    String id,
    String personId,
    String name,
    Role role,
    boolean host,
    Optional<Side> side,
    Set<Hindrance> hindrances) {

  public Participant {
    hindrances = Set.copyOf(hindrances);
  }

  /** Kept from nothing. */
  public Participant(
      String id, String personId, String name, Role role, boolean host, Optional<Side> side) {
    this(id, personId, name, role, host, side, Set.of());
  }

  /** On the side their role is of by itself. */
  public Participant(String id, String personId, String name, Role role, boolean host) {
    this(id, personId, name, role, host, role.side(), Set.of());
  }
}
