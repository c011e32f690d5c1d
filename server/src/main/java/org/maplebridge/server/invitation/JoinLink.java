package org.maplebridge.server.invitation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A link of a participant, as it is known to us: without its code. */
record JoinLink(
    String participantId,
    int generation,
    OffsetDateTime expiresAt,
    Optional<OffsetDateTime> openedAt,
    Optional<OffsetDateTime> revokedAt) {

  LinkState state(Instant now) {
    if (revokedAt.isPresent()) {
      return LinkState.REVOKED;
    }
    if (!now.isBefore(expiresAt.toInstant())) {
      return LinkState.EXPIRED;
    }
    return openedAt.isPresent() ? LinkState.OPENED : LinkState.SENT;
  }
}
