package org.maplebridge.signaling.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Hindrance;

/** The people of a sitting for a test: everyone the kind knows, some of them also oddly booked. */
final class Cast {
  private final RandomGenerator random;

  /** Half of the sittings begin with everybody let in already. */
  private final Place place;

  private final List<Standing> people = new ArrayList<>();

  private Cast(RandomGenerator random) {
    this.random = random;
    this.place = random.nextBoolean() ? Place.ROOM : Place.DOOR;
  }

  static List<Standing> of(SittingKind kind, RandomGenerator random) {
    Cast cast = new Cast(random);
    switch (kind) {
      case HEARING -> cast.hearing();
      case MEDIATION -> cast.mediation();
      case CONSULTATION -> cast.consultation();
      case EXPERT_CALL -> cast.expertCall();
      case LECTURE -> cast.lecture();
    }
    return List.copyOf(cast.people);
  }

  private void hearing() {
    host(Role.JUDGE);
    // Here and there a clerk is booked as a host too.
    add(Role.CLERK, Optional.empty(), random.nextInt(3) == 0);
    guest(Role.LAY_JUDGE);
    guest(Role.PLAINTIFF);
    guest(Role.DEFENDANT);
    add(Role.AGENT, Optional.of(Side.CLAIMING), false);
    guest(Role.WITNESS);
    guest(Role.WITNESS);
    guest(Role.EXPERT);
    guest(Role.COURT_HOST);
    add(Role.HELPER, Optional.of(Side.RESPONDING), false);
    guest(Role.OBSERVER);
  }

  private void mediation() {
    host(Role.MEDIATOR);
    host(Role.MEDIATOR);
    guest(Role.APPLICANT);
    guest(Role.RESPONDENT);
    add(Role.AGENT, Optional.of(Side.CLAIMING), false);
    add(Role.HELPER, Optional.of(Side.RESPONDING), false);
    guest(Role.EXPERT);
    guest(Role.INVITED);
    guest(Role.OBSERVER);
  }

  private void consultation() {
    host(Role.COUNSELLOR);
    if (random.nextInt(4) > 0) {
      guest(Role.CLIENT);
    }
    if (random.nextBoolean()) {
      guest(Role.GUARDIAN);
    }
    guest(Role.INTERPRETER);
    guest(Role.HELPER);
    guest(Role.MEDIATOR);
    guest(Role.OBSERVER);
  }

  private void expertCall() {
    host(Role.MEDIATOR);
    guest(Role.EXPERT);
    guest(Role.APPLICANT);
    guest(Role.RESPONDENT);
    guest(Role.OBSERVER);
  }

  private void lecture() {
    host(Role.JUDGE);
    guest(Role.LECTURER);
    guest(Role.TECHNICIAN);
    guest(Role.OBSERVER);
    guest(Role.OBSERVER);
    guest(Role.OBSERVER);
    guest(Role.APPLICANT);
  }

  private void host(Role role) {
    add(role, role.side(), true);
  }

  private void guest(Role role) {
    add(role, role.side(), false);
  }

  private void add(Role role, Optional<Side> side, boolean host) {
    String id = "p" + people.size();
    people.add(
        new Standing(
            id,
            id,
            role,
            side,
            host,
            place,
            Optional.empty(),
            false,
            hindrances(),
            Optional.empty()));
  }

  /** Most people are kept from nothing; the others mostly from one thing. */
  private Set<Hindrance> hindrances() {
    Set<Hindrance> hindrances = EnumSet.noneOf(Hindrance.class);
    while (random.nextInt(6) == 0) {
      hindrances.add(Hindrance.values()[random.nextInt(Hindrance.values().length)]);
    }
    return hindrances;
  }
}
