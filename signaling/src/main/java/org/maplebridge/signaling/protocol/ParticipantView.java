package org.maplebridge.signaling.protocol;

import java.util.List;
import java.util.Optional;

/**
 * A participant as this receiver may see them.
 *
 * @param name as shown to this receiver (an alias where the rules say so)
 * @param role the role in this sitting
 * @param host whether they admit, mute, record and close
 * @param present whether they are connected now; a dropped person stays listed while the place is
 *     kept
 * @param side whose side they are on
 * @param room where they are
 * @param sources what they send
 * @param companions who sits at their device with them
 */
public record ParticipantView(
    String participantId,
    String name,
    Role role,
    boolean host,
    boolean present,
    Optional<Side> side,
    RoomKind room,
    List<SourceView> sources,
    List<Companion> companions) {

  public ParticipantView {
    sources = List.copyOf(sources);
    companions = List.copyOf(companions);
  }
}
