package org.maplebridge.signaling.rules;

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

  Scene with(SittingState next) {
    return new Scene(kind, next, people, procedure);
  }

  Scene with(Procedure next) {
    return new Scene(kind, state, people, next);
  }
}
