package org.maplebridge.server.invitation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.maplebridge.server.cases.SittingSummary;
import org.maplebridge.signaling.protocol.Role;

/** A sitting with the people who take part. */
public record SittingDetail(
    @JsonUnwrapped SittingSummary summary, List<ParticipantEntry> participants) {

  public SittingDetail {
    participants = List.copyOf(participants);
  }

  /**
   * @param link of people who come by a link; absent for staff
   * @param preparation of people who come by a link; absent for staff
   */
  public record ParticipantEntry(
      String id,
      String name,
      Role role,
      boolean host,
      String personId,
      Optional<LinkEntry> link,
      Optional<Preparation> preparation) {}

  /** How far the invitation has come. */
  public record LinkEntry(LinkState state, Optional<OffsetDateTime> expiresAt) {}
}
