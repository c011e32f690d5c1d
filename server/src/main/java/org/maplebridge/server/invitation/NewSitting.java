package org.maplebridge.server.invitation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.maplebridge.signaling.protocol.Role;
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

  /** A party of the case and the role it takes. */
  public record Seat(String partyId, Role role) {}
}
