package org.maplebridge.server.cases;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * A sitting as calendars show it.
 *
 * @param waiting people in the lobby now
 * @param inRoom people in the room now
 */
public record SittingSummary(
    String id,
    String caseId,
    String caseTitle,
    String caseNumber,
    SittingKind kind,
    SittingState state,
    OffsetDateTime startsAt,
    OffsetDateTime endsAt,
    Optional<String> placeName,
    String hostName,
    int waiting,
    int inRoom) {

  SittingSummary with(RoomOccupancy.Count count) {
    return new SittingSummary(
        id,
        caseId,
        caseTitle,
        caseNumber,
        kind,
        state,
        startsAt,
        endsAt,
        placeName,
        hostName,
        count.waiting(),
        count.inRoom());
  }
}
