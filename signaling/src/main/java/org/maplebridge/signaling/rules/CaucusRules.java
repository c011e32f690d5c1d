package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.maplebridge.signaling.protocol.CrisisLevel;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.sitting.SittingState;

/** 背对背: who may be taken apart. */
final class CaucusRules {
  private static final Set<Act> IN_ONE =
      Set.of(Act.LEAVE_CAUCUS, Act.ALLOW_CAUCUS_RECORDING, Act.PASS_ON);

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "caucus.stage",
              "In a hearing there is a caucus during 法庭调解 only.",
              "CPL 96-101",
              Set.of(Act.OPEN_CAUCUS),
              r -> r.isHearing() && r.stage() != Stage.COURT_MEDIATION),
          new Rule(
              "caucus.in-session",
              "No caucus begins during a recess.",
              "procedure",
              Set.of(Act.OPEN_CAUCUS),
              r -> r.scene().state() != SittingState.IN_SESSION),
          new Rule(
              "caucus.already",
              "Who opens a caucus is in the main room.",
              "procedure",
              Set.of(Act.OPEN_CAUCUS),
              r -> !r.room().isMain()),
          new Rule(
              "caucus.stranger",
              "Into a caucus goes who is in the main room and may speak there; no observer.",
              "PML 20",
              Set.of(Act.OPEN_CAUCUS),
              r ->
                  r.targets().stream()
                      .flatMap(target -> r.scene().at(target).stream())
                      .anyMatch(who -> !r.room(who).isMain() || who.role() == Role.OBSERVER)),
          new Rule(
              "caucus.one-side",
              "The two sides of a dispute are never in one caucus.",
              "PML 15",
              Set.of(Act.OPEN_CAUCUS),
              r ->
                  Stream.concat(Stream.of(r.who()), r.targets().stream())
                          .flatMap(person -> r.scene().at(person).stream())
                          .flatMap(person -> person.side().stream())
                          .distinct()
                          .count()
                      > 1),
          new Rule(
              "caucus.not-in",
              "Only of somebody in a caucus.",
              "procedure",
              IN_ONE,
              r -> r.room().kind() != RoomKind.CAUCUS),
          new Rule(
              "crisis.stay",
              "At the highest level of a crisis nobody ends the consultation before the hand-over.",
              "crisis ladder",
              Set.of(Act.CLOSE),
              r ->
                  r.kind() == SittingKind.CONSULTATION
                      && r.procedure().crisis() == CrisisLevel.L3));

  private CaucusRules() {}
}
