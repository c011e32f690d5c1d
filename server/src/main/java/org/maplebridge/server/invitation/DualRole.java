package org.maplebridge.server.invitation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.Decision;
import org.maplebridge.signaling.rules.Procedure;
import org.maplebridge.signaling.rules.Scene;
import org.maplebridge.signaling.rules.SittingRules;
import org.maplebridge.signaling.rules.Standing;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.SittingState;

/** Asks the rules of sittings, before one is booked, whether its host may lead it. */
public final class DualRole {

  private DualRole() {}

  /**
   * Refuses a host who has another role with the same people.
   *
   * @throws ProblemException named after the rule
   */
  public static void refuse(SittingKind kind, Participant host) {
    Standing leader =
        new Standing(
            host.id(),
            host.name(),
            host.role(),
            host.side(),
            true,
            Place.DOOR,
            Optional.empty(),
            false,
            Set.of(Hindrance.DUAL_ROLE),
            Optional.empty());
    Scene scene = new Scene(kind, SittingState.BOOKED, List.of(leader), Procedure.of(kind));
    Decision decision = SittingRules.may(scene, leader, Act.ENTER);
    if (!decision.allowed()) {
      throw new ProblemException(decision.rule(), 409);
    }
  }
}
