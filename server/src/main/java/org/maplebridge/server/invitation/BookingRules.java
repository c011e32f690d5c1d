package org.maplebridge.server.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.identity.StaffEntry;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Participant;

/**
 * What a sitting must be to be booked. Pure but for the ids; refusals are {@code schedule.bad-*}.
 */
final class BookingRules {
  private static final Duration LONGEST = Duration.ofHours(12);

  private BookingRules() {}

  static void checkTimes(NewSitting wanted, Instant now) {
    Duration length = Duration.between(wanted.startsAt(), wanted.endsAt());
    boolean fits = length.isPositive() && length.compareTo(LONGEST) <= 0;
    if (!fits || !wanted.endsAt().toInstant().isAfter(now)) {
      throw new ProblemException("schedule.bad-time", 422);
    }
  }

  /** The host, then the parties in the order they were named. */
  static List<Participant> seats(NewSitting wanted, StaffEntry host, List<Party> parties, Ids ids) {
    List<Participant> seats = new ArrayList<>();
    seats.add(new Participant(ids.next(), host.id(), host.name(), hostRole(wanted.kind()), true));
    Set<String> seated = new HashSet<>();
    for (NewSitting.Seat seat : wanted.participants()) {
      Party party =
          parties.stream()
              .filter(p -> p.id().equals(seat.partyId()))
              .filter(p -> seated.add(p.personId()))
              .findFirst()
              .orElseThrow(() -> new ProblemException("schedule.bad-party", 422));
      if (!isForParties(seat.role())) {
        throw new ProblemException("schedule.bad-role", 422);
      }
      seats.add(new Participant(ids.next(), party.personId(), party.name(), seat.role(), false));
    }
    return seats;
  }

  private static Role hostRole(SittingKind kind) {
    return switch (kind) {
      case MEDIATION -> Role.MEDIATOR;
      case CONSULTATION -> Role.COUNSELLOR;
      case HEARING -> Role.JUDGE;
      case EXPERT_CALL, LECTURE -> Role.EXPERT;
    };
  }

  private static boolean isForParties(Role role) {
    return switch (role) {
      case APPLICANT, RESPONDENT, CLIENT, AGENT, HELPER, INTERPRETER, WITNESS, OBSERVER -> true;
      case PLAINTIFF, DEFENDANT, THIRD_PARTY, GUARDIAN, INVITED -> true;
      case MEDIATOR, EXPERT, COUNSELLOR, JUDGE, CLERK -> false;
      case LAY_JUDGE, JUDGE_ASSISTANT, COURT_HOST, TECHNICIAN, LECTURER -> false;
    };
  }
}
