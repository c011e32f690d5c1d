package org.maplebridge.server.invitation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.identity.StaffEntry;
import org.maplebridge.server.org.Place;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.sitting.Participant;

/** Who must be booked for a hearing, and where. Pure; refusals are {@code schedule.hearing-*}. */
final class HearingSeats {
  private static final int AGENTS_OF_A_PARTY = 2;
  private static final int MOST_OBSERVERS = 30;

  private HearingSeats() {}

  /**
   * @param pointHost who sees to the court point
   */
  static void check(
      StaffEntry host, List<Participant> seats, Optional<Place> place, Optional<String> pointHost) {
    require("judge", host.role() == StaffRole.JUDGE);
    require("clerk", count(seats, Role.CLERK) == 1);
    require("sides", has(seats, Side.CLAIMING) && has(seats, Side.RESPONDING));
    // CPL 40: the number of a panel is odd.
    require("panel", count(seats, Role.LAY_JUDGE) % 2 == 0);
    require("agents", Arrays.stream(Side.values()).allMatch(side -> fewAgents(seats, side)));
    require("observers", count(seats, Role.OBSERVER) <= MOST_OBSERVERS);
    require("point", place.filter(Place::courtPoint).isPresent());
    require(
        "host",
        seats.stream()
            .filter(p -> p.role() == Role.COURT_HOST)
            .allMatch(p -> pointHost.equals(Optional.of(p.personId()))));
  }

  private static boolean has(List<Participant> seats, Side side) {
    return parties(seats, side) > 0;
  }

  /** CPL 61: one or two agents may be appointed. */
  private static boolean fewAgents(List<Participant> seats, Side side) {
    long agents =
        seats.stream()
            .filter(p -> p.role() == Role.AGENT && p.side().equals(Optional.of(side)))
            .count();
    return agents <= AGENTS_OF_A_PARTY * parties(seats, side);
  }

  private static long parties(List<Participant> seats, Side side) {
    return seats.stream()
        .filter(p -> p.role().isParty() && p.side().equals(Optional.of(side)))
        .count();
  }

  private static long count(List<Participant> seats, Role role) {
    return seats.stream().filter(p -> p.role() == role).count();
  }

  private static void require(String what, boolean holds) {
    if (!holds) {
      throw new ProblemException("schedule.hearing-" + what, 422);
    }
  }
}
