package org.maplebridge.server.dossier;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.maplebridge.server.cases.RecordingSummary;
import org.maplebridge.server.cases.RecordingSummary.CopyState;
import org.maplebridge.server.cases.RecordingSummary.State;

/** A recording as it lies in its table. */
record RecordingRow(
    String id,
    String sittingId,
    String caseId,
    State state,
    OffsetDateTime startedAt,
    Optional<OffsetDateTime> endedAt,
    Optional<Double> seconds,
    Optional<String> manifestSha256,
    CopyState copyState,
    double copyProgress,
    Optional<Boolean> verifiedOk,
    Optional<OffsetDateTime> verifiedAt,
    Optional<String> copySha256) {

  RecordingSummary summary() {
    return new RecordingSummary(
        id,
        sittingId,
        caseId,
        state,
        startedAt,
        endedAt,
        seconds,
        new RecordingSummary.ViewingCopy(copyState, copyProgress));
  }
}
