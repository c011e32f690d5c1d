package org.maplebridge.server.courtpoint;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * What takes a court point for a time: a sitting, of which nothing is told but its number, or that
 * it is closed.
 *
 * @param id of the sitting or the closure
 * @param endsAt when it ends; the change-over follows it
 * @param reason why the point is closed
 */
public record Occupation(
    String pointId,
    String id,
    OffsetDateTime startsAt,
    OffsetDateTime endsAt,
    Optional<String> number,
    Optional<SittingKind> kind,
    Optional<SittingState> state,
    Optional<String> reason) {}
