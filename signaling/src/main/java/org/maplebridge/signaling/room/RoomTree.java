package org.maplebridge.signaling.room;

import java.util.List;
import org.maplebridge.bridge.api.EndpointState;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.sitting.SittingState;

/** A live sitting down to its connections, for diagnosis: ids and measurements, no names. */
public record RoomTree(
    String sittingId, SittingKind kind, SittingState state, List<Person> people) {

  public RoomTree {
    people = List.copyOf(people);
  }

  /**
   * A participant.
   *
   * @param present whether they have a socket, or a device in their place
   */
  public record Person(
      String participantId,
      Role role,
      Place place,
      boolean present,
      List<Link> connections,
      List<Sent> sources) {

    public Person {
      connections = List.copyOf(connections);
      sources = List.copyOf(sources);
    }
  }

  /** A media connection, by what it is for: {@code send}, {@code receive} or {@code watch}. */
  public record Link(String use, String endpointId, EndpointState state) {}

  /** A source, and whether the bridge lets it pass. */
  public record Sent(String sourceId, SourceKind kind, String codec, boolean on) {}
}
