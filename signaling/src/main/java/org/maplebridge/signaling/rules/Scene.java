package org.maplebridge.signaling.rules;

import java.util.List;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * Everything about a sitting that a rule may look at.
 *
 * @param people every participant of the sitting, also those who never came
 */
public record Scene(SittingKind kind, SittingState state, List<Standing> people) {

  public Scene {
    people = List.copyOf(people);
  }
}
