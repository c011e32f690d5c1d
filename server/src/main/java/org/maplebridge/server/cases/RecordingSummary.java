package org.maplebridge.server.cases;

import java.time.OffsetDateTime;
import java.util.Optional;

/** A recording of a case as lists show it. */
public record RecordingSummary(
    String id,
    String sittingId,
    String caseId,
    State state,
    OffsetDateTime startedAt,
    Optional<OffsetDateTime> endedAt,
    Optional<Double> seconds,
    ViewingCopy viewingCopy) {

  /** Life of a recording. */
  public enum State {
    /** Running, or stopped while its sitting goes on. */
    RECORDING,
    /** Cut off by a failure; continued or sealed when its sitting ends. */
    INTERRUPTED,
    SEALED
  }

  /**
   * @param progress 0 to 1
   */
  public record ViewingCopy(CopyState state, double progress) {}

  /** Life of a viewing copy. */
  public enum CopyState {
    NONE,
    QUEUED,
    COMPOSING,
    READY,
    FAILED
  }
}
