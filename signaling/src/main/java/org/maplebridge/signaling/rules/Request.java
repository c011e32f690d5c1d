package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;

/**
 * What a rule is asked: may this person, in this scene, do this?
 *
 * @param book the rules that say who is in which room
 * @param targets whom the act is about
 * @param move the step asked for, where the act is one
 */
record Request(
    Rulebook book,
    Scene scene,
    Standing who,
    Act act,
    List<Standing> targets,
    Optional<Move> move) {

  SittingKind kind() {
    return scene.kind();
  }

  boolean isHearing() {
    return scene.kind() == SittingKind.HEARING;
  }

  Procedure procedure() {
    return scene.procedure();
  }

  Stage stage() {
    return scene.procedure().stage();
  }

  boolean isRole(Role role) {
    return who.role() == role;
  }

  Access access() {
    return StageTable.access(scene.kind(), stage(), who);
  }

  Access access(Standing other) {
    return StageTable.access(scene.kind(), stage(), other);
  }

  Room room() {
    return book.room(scene, who);
  }

  Room room(Standing other) {
    return book.room(scene, other);
  }

  boolean anyTarget(Predicate<Standing> test) {
    return targets.stream().anyMatch(test);
  }

  /** Whether it is the turn of this person's side. */
  boolean hasTurn() {
    return who.side().isPresent() && who.side().equals(procedure().floor().turn());
  }

  boolean hasFloor() {
    return procedure().floor().given().contains(who.participantId());
  }

  <M extends Move> Optional<M> move(Class<M> type) {
    return move.filter(type::isInstance).map(type::cast);
  }
}
