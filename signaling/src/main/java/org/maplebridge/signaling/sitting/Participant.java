package org.maplebridge.signaling.sitting;

import java.util.HashSet;
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
 * @param device at whose device they sit, by participant; empty for those who have their own
 */
public record Participant(
    String id,
    String personId,
    String name,
    Role role,
    boolean host,
    Optional<Side> side,
    Set<Hindrance> hindrances,
    Optional<String> device) {

  private static final String CAME_ALONG = "companion:";

  public Participant {
    hindrances = Set.copyOf(hindrances);
  }

  /** At a device of their own. */
  public Participant(
      String id,
      String personId,
      String name,
      Role role,
      boolean host,
      Optional<Side> side,
      Set<Hindrance> hindrances) {
    this(id, personId, name, role, host, side, hindrances, Optional.empty());
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

  /** Somebody nobody booked, who came along to another's device. */
  public static Participant companion(
      String id, String name, Role role, Optional<Side> side, String device) {
    return new Participant(
        id, CAME_ALONG + id, name, role, false, side, Set.of(), Optional.of(device));
  }

  /** Whether somebody who came along has left that device again: they have no other way in. */
  public boolean hasLeft() {
    return cameAlong() && device.isEmpty();
  }

  /** Whether nobody booked them. */
  public boolean cameAlong() {
    return personId.startsWith(CAME_ALONG);
  }

  /** The same person, kept from something more. */
  public Participant hindered(Hindrance hindrance) {
    Set<Hindrance> more = new HashSet<>(hindrances);
    more.add(hindrance);
    return new Participant(id, personId, name, role, host, side, more, device);
  }

  /** The same person at another's device, or at their own. */
  public Participant at(Optional<String> other) {
    return new Participant(id, personId, name, role, host, side, hindrances, other);
  }
}
