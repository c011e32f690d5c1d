package org.maplebridge.server.invitation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.SittingKind;

/**
 * A sitting to be booked.
 *
 * @param hostId the member of staff who leads it
 */
public record NewSitting(
    String caseId,
    SittingKind kind,
    OffsetDateTime startsAt,
    OffsetDateTime endsAt,
    Optional<String> placeId,
    String hostId,
    List<Seat> participants) {

  public NewSitting {
    participants = List.copyOf(participants);
  }

  /**
   * Somebody and the role they take: a party of the case, a member of staff, or a guest. Exactly
   * one of the three.
   *
   * @param side whose side a guest is on, where the role does not tell
   */
  public record Seat(
      Optional<String> partyId,
      Optional<String> staffId,
      Optional<Guest> guest,
      Role role,
      Optional<Side> side) {

    /** A party of the case. */
    public static Seat party(String partyId, Role role) {
      return new Seat(
          Optional.of(partyId), Optional.empty(), Optional.empty(), role, Optional.empty());
    }

    /** A member of staff besides the host. */
    public static Seat staff(String staffId, Role role) {
      return new Seat(
          Optional.empty(), Optional.of(staffId), Optional.empty(), role, Optional.empty());
    }

    /** Somebody who is neither. */
    public static Seat guest(String name, String phone, Role role, Optional<Side> side) {
      return new Seat(
          Optional.empty(), Optional.empty(), Optional.of(new Guest(name, phone)), role, side);
    }
  }

  /** Somebody from outside, who comes by a link sent to their phone. */
  public record Guest(String name, String phone) {}
}
