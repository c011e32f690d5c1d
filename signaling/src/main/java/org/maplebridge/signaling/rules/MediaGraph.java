package org.maplebridge.signaling.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.maplebridge.signaling.protocol.SourceKind;

/**
 * What media do in a scene. The live room opens and closes sources, subscribes receivers and lets
 * the recorder's tap take packets by this and nothing else.
 *
 * @param rooms where everybody is
 * @param passing what each participant's microphone, camera and screen may let pass
 * @param received from each participant who receives to those they hear and see, of all who may
 *     send
 * @param recorded whose sources a recorder may take
 */
public record MediaGraph(
    Map<String, Room> rooms,
    Map<String, Set<SourceKind>> passing,
    Map<String, Set<String>> received,
    Set<String> recorded) {

  public MediaGraph {
    rooms = Map.copyOf(rooms);
    passing = Map.copyOf(passing);
    received = Map.copyOf(received);
    recorded = Set.copyOf(recorded);
  }

  /** Derives it from what a book of rules says of each person and each pair. */
  public static MediaGraph of(Rulebook book, Scene scene) {
    Pairs pairs = new Pairs(book, scene);
    Map<String, Room> rooms = new HashMap<>();
    Map<String, Set<SourceKind>> passing = new HashMap<>();
    Map<String, Set<String>> received = new HashMap<>();
    Set<String> recorded = new HashSet<>();
    List<Standing> inside = scene.people().stream().filter(Standing::isInside).toList();
    List<Standing> senders = pairs.mayOffer(inside);
    for (Standing who : inside) {
      rooms.put(who.participantId(), book.room(scene, who));
      passing.put(who.participantId(), passing(book, scene, who));
      received.put(who.participantId(), received(pairs, who, senders));
      if (book.may(scene, who, Act.BE_RECORDED).allowed()) {
        recorded.add(who.participantId());
      }
    }
    return new MediaGraph(rooms, passing, received, recorded);
  }

  /** Whether a source of somebody may pass. */
  public boolean passes(String participantId, SourceKind kind) {
    return passing.getOrDefault(participantId, Set.of()).contains(kind);
  }

  /** Whom somebody hears and sees. */
  public Set<String> receivedBy(String participantId) {
    return received.getOrDefault(participantId, Set.of());
  }

  public Room roomOf(String participantId) {
    return rooms.getOrDefault(participantId, Room.LOBBY);
  }

  private static Set<SourceKind> passing(Rulebook book, Scene scene, Standing who) {
    Set<SourceKind> kinds = new HashSet<>();
    for (SourceKind kind : SourceKind.values()) {
      if (book.may(scene, who, act(kind)).allowed()) {
        kinds.add(kind);
      }
    }
    return Set.copyOf(kinds);
  }

  private static Set<String> received(Pairs pairs, Standing viewer, List<Standing> senders) {
    Set<String> owners = new HashSet<>();
    for (Standing owner : senders) {
      if (pairs.may(viewer, Act.RECEIVE, owner)) {
        owners.add(owner.participantId());
      }
    }
    return Set.copyOf(owners);
  }

  /** The act of letting a source pass. */
  public static Act act(SourceKind kind) {
    return switch (kind) {
      case MICROPHONE -> Act.PUBLISH_MICROPHONE;
      case CAMERA -> Act.PUBLISH_CAMERA;
      case SCREEN -> Act.PUBLISH_SCREEN;
    };
  }
}
