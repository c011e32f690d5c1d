package org.maplebridge.signaling.rules;

import java.util.Optional;
import java.util.Set;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.sitting.Hindrance;

/**
 * Everything about one participant that a rule may look at.
 *
 * @param side whose side they are on; empty for those who are on none
 * @param place {@link Place#ROOM} once a host let them in; in which room then is for the rules
 * @param consent the answer to being recorded, under the text in force; empty while not answered
 * @param removed whether a host sent them away for good
 * @param hindrances what is known of them besides and keeps them from something
 * @param device at whose device they sit, by participant; empty for those who have their own
 */
public record Standing(
    String participantId,
    String name,
    Role role,
    Optional<Side> side,
    boolean host,
    Place place,
    Optional<Boolean> consent,
    boolean removed,
    Set<Hindrance> hindrances,
    Optional<String> device) {

  public Standing {
    hindrances = Set.copyOf(hindrances);
  }

  boolean isHinderedBy(Hindrance hindrance) {
    return hindrances.contains(hindrance);
  }

  /** As if they had been let in. */
  public Standing inside() {
    return new Standing(
        participantId, name, role, side, host, Place.ROOM, consent, removed, hindrances, device);
  }

  /** Here to hear and see: an observer of a hearing, a listener of a lecture. */
  boolean isAudience() {
    return role == Role.OBSERVER && !host;
  }

  boolean isCompanion() {
    return device.isPresent();
  }

  boolean isInside() {
    return place == Place.ROOM;
  }
}
