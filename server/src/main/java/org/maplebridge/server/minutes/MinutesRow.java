package org.maplebridge.server.minutes;

import java.time.OffsetDateTime;
import java.util.Optional;

/** Minutes as they lie in their table. */
public record MinutesRow(
    String id,
    String sittingId,
    String caseId,
    MinutesForm form,
    State state,
    int version,
    Optional<OffsetDateTime> sharedAt,
    OffsetDateTime begunAt,
    String begunBy) {

  /** How far they are. */
  public enum State {
    WRITING,
    SIGNING,
    SIGNED
  }
}
