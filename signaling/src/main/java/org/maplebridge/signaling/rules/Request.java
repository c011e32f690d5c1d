package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;

/**
 * What a rule is asked: may this person, in this scene, do this? One thread's, for one question:
 * what many rules look at is found out once.
 */
final class Request {
  private final Rulebook book;
  private final Scene scene;
  private final Standing who;
  private final List<Standing> device;
  private final Act act;
  private final List<Standing> targets;
  private final Optional<Move> move;
  private @Nullable Room room;

  /**
   * @param book the rules that say who is in which room
   * @param device everybody at the device of this person
   * @param targets whom the act is about
   * @param move the step asked for, where the act is one
   */
  Request(
      Rulebook book,
      Scene scene,
      Standing who,
      List<Standing> device,
      Act act,
      List<Standing> targets,
      Optional<Move> move) {
    this.book = book;
    this.scene = scene;
    this.who = who;
    this.device = device;
    this.act = act;
    this.targets = targets;
    this.move = move;
  }

  Scene scene() {
    return scene;
  }

  Standing who() {
    return who;
  }

  List<Standing> device() {
    return device;
  }

  Act act() {
    return act;
  }

  List<Standing> targets() {
    return targets;
  }

  Optional<Move> move() {
    return move;
  }

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
    if (room == null) {
      room = book.room(scene, who);
    }
    return room;
  }

  Room room(Standing other) {
    return book.room(scene, other);
  }

  boolean anyTarget(Predicate<Standing> test) {
    for (Standing target : targets) {
      if (test.test(target)) {
        return true;
      }
    }
    return false;
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
