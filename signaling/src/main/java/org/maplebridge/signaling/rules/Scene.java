package org.maplebridge.signaling.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * Everything about a sitting that a rule may look at.
 *
 * @param people every participant of the sitting, also those who never came
 */
public record Scene(
    SittingKind kind, SittingState state, List<Standing> people, Procedure procedure) {

  public Scene {
    people = List.copyOf(people);
  }

  public Optional<Standing> person(String participantId) {
    for (Standing person : people) {
      if (person.participantId().equals(participantId)) {
        return Optional.of(person);
      }
    }
    return Optional.empty();
  }

  /** Everybody at the device somebody is at, its owner first; mostly that is them alone. */
  List<Standing> at(Standing who) {
    Standing owner = ownerOf(who);
    List<Standing> there = List.of(owner);
    for (Standing person : people) {
      if (person.isCompanion() && person.device().orElseThrow().equals(owner.participantId())) {
        there = there.size() == 1 ? new ArrayList<>(there) : there;
        there.add(person.participantId().equals(who.participantId()) ? who : person);
      }
    }
    return there;
  }

  /** Whose device somebody is at. */
  Standing ownerOf(Standing who) {
    return who.device().flatMap(this::person).orElse(who);
  }

  /** As it would be with somebody else, or the same one otherwise. */
  public Scene with(Standing somebody) {
    List<Standing> next = new ArrayList<>();
    for (Standing person : people) {
      next.add(person.participantId().equals(somebody.participantId()) ? somebody : person);
    }
    if (!next.contains(somebody)) {
      next.add(somebody);
    }
    return new Scene(kind, state, next, procedure);
  }

  Scene with(SittingState next) {
    return new Scene(kind, next, people, procedure);
  }

  Scene with(Procedure next) {
    return new Scene(kind, state, people, next);
  }
}
