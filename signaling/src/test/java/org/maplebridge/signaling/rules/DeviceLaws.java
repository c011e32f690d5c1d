package org.maplebridge.signaling.rules;

import static org.maplebridge.signaling.rules.Laws.first;
import static org.maplebridge.signaling.rules.Laws.law;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.SittingKind;

/** What must hold of persons who share a device, said without asking the rules. */
final class DeviceLaws {
  /** All a companion may do or be. */
  static final Set<Act> WITHOUT_CONNECTION =
      Set.of(
          Act.BE_IN_MAIN,
          Act.RECEIVE,
          Act.READ_HISTORY,
          Act.SEE_NAME,
          Act.BE_RECORDED,
          Act.GIVE_CONSENT);

  /** Somebody comes to sit at a device. */
  Optional<String> ofSharing(
      Scene before, MediaGraph graph, Standing owner, Standing seated, Decision decision) {
    if (!decision.allowed()) {
      return Optional.empty();
    }
    List<Standing> there = Stream.concat(at(before, owner), Stream.of(seated)).toList();
    RoomKind room = graph.roomOf(owner.participantId()).kind();
    return first(
        () -> law("a companion brings another", !owner.isCompanion()),
        () -> law("joined in a caucus", room != RoomKind.CAUCUS && room != RoomKind.CLERK_DESK),
        () -> ofPersons(before.kind(), there));
  }

  /** Who sits where a device is, is there with it, and may be there. */
  static Optional<String> ofPlace(Scene scene, MediaGraph graph, Standing who) {
    if (!graph.roomOf(who.participantId()).isMain()) {
      return Optional.empty();
    }
    List<Standing> there = at(scene, who).toList();
    return first(
        () ->
            law(
                "a companion is not where the device is",
                there.stream().allMatch(p -> graph.roomOf(p.participantId()).isMain())),
        () -> ofPersons(scene.kind(), there));
  }

  private static Optional<String> ofPersons(SittingKind kind, List<Standing> there) {
    if (there.size() == 1) {
      return Optional.empty();
    }
    long sides = there.stream().flatMap(p -> p.side().stream()).distinct().count();
    long audience =
        there.stream().filter(p -> p.role() == Role.OBSERVER).filter(p -> !p.host()).count();
    return first(
        () ->
            law(
                "a witness is not alone",
                kind != SittingKind.HEARING
                    || there.stream()
                        .noneMatch(p -> p.role() == Role.WITNESS || p.role() == Role.EXPERT)),
        () -> law("two sides at one device", sides <= 1),
        () ->
            law(
                "the bench beside a side",
                sides == 0 || there.stream().noneMatch(DeviceLaws::leads)),
        () -> law("an observer beside others", audience == 0 || audience == there.size()));
  }

  /** Nobody is taken away from the device they sit at. */
  static Optional<String> ofMove(Scene before, Move move) {
    List<String> moved =
        switch (move) {
          case Move.OpenCaucus m -> m.participantIds();
          case Move.CallToDesk m -> List.of(m.participantId());
          case Move.CallWitness m -> List.of(m.participantId());
          case Move.GiveFloor m -> List.of(m.participantId());
          default -> List.of();
        };
    return law(
        "a companion is moved alone",
        before.people().stream()
            .filter(Standing::isCompanion)
            .noneMatch(p -> moved.contains(p.participantId())));
  }

  private static boolean leads(Standing who) {
    return who.host()
        || switch (who.role()) {
          case JUDGE, LAY_JUDGE, JUDGE_ASSISTANT, CLERK -> true;
          default -> false;
        };
  }

  private static Stream<Standing> at(Scene scene, Standing who) {
    String device = who.device().orElse(who.participantId());
    return scene.people().stream()
        .filter(p -> p.participantId().equals(device) || p.device().equals(Optional.of(device)));
  }
}
