package org.maplebridge.server.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.NewCaseRules;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.identity.StaffEntry;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
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

  /** Finds the people seats name. */
  interface People {
    Optional<Party> party(String id);

    Optional<StaffEntry> staff(String id);

    /** Id of the person behind a name and a phone. */
    String guest(NewSitting.Guest guest);
  }

  /** The host, then the others in the order they were named. */
  static List<Participant> seats(NewSitting wanted, StaffEntry host, People people, Ids ids) {
    List<Participant> seats = new ArrayList<>();
    seats.add(new Participant(ids.next(), host.id(), host.name(), hostRole(wanted.kind()), true));
    for (NewSitting.Seat seat : wanted.participants()) {
      seats.add(seat(seat, people, ids));
    }
    if (seats.stream().map(Participant::personId).distinct().count() < seats.size()) {
      throw new ProblemException("schedule.bad-party", 422);
    }
    return seats;
  }

  private static Participant seat(NewSitting.Seat seat, People people, Ids ids) {
    if (seat.partyId().isPresent() && isForParties(seat.role())) {
      Party party = found(people.party(seat.partyId().get()));
      return new Participant(ids.next(), party.personId(), party.name(), seat.role(), false);
    }
    if (seat.staffId().isPresent()) {
      StaffEntry colleague = found(people.staff(seat.staffId().get()));
      if (isForStaff(seat.role(), colleague.role())) {
        return new Participant(ids.next(), colleague.id(), colleague.name(), seat.role(), false);
      }
    }
    if (seat.guest().isPresent() && isForGuests(seat.role())) {
      return guest(seat, seat.guest().get(), people, ids);
    }
    throw new ProblemException("schedule.bad-role", 422);
  }

  private static Participant guest(
      NewSitting.Seat seat, NewSitting.Guest guest, People people, Ids ids) {
    NewCaseRules.person(guest.name(), guest.phone());
    Optional<Side> side = seat.role().side().or(seat::side);
    if (seat.role() == Role.AGENT && side.isEmpty()) {
      throw new ProblemException("schedule.bad-side", 422);
    }
    return new Participant(ids.next(), people.guest(guest), guest.name(), seat.role(), false, side);
  }

  private static <T> T found(Optional<T> somebody) {
    return somebody.orElseThrow(() -> new ProblemException("schedule.bad-party", 422));
  }

  private static Role hostRole(SittingKind kind) {
    return switch (kind) {
      case MEDIATION -> Role.MEDIATOR;
      // Clients book these themselves, and no case tells of them.
      case CONSULTATION -> throw new ProblemException("schedule.self-booked", 422);
      case HEARING -> Role.JUDGE;
      case EXPERT_CALL -> Role.MEDIATOR;
      case LECTURE -> Role.LECTURER;
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

  private static boolean isForGuests(Role role) {
    return switch (role) {
      case AGENT, HELPER, INTERPRETER, WITNESS, EXPERT, OBSERVER, GUARDIAN, INVITED -> true;
      // Assessors are citizens without an account of ours.
      case LAY_JUDGE -> true;
      default -> false;
    };
  }

  /** What an account may be booked as besides the host. */
  private static boolean isForStaff(Role role, StaffRole account) {
    return switch (role) {
      case MEDIATOR -> account == StaffRole.MEDIATOR;
      case CLERK -> account == StaffRole.COURT_CLERK;
      case JUDGE_ASSISTANT -> account == StaffRole.COURT_CLERK || account == StaffRole.JUDGE;
      case COURT_HOST -> account == StaffRole.COURT_HOST;
      case TECHNICIAN, LECTURER -> true;
      default -> false;
    };
  }
}
