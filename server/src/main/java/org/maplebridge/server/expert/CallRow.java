package org.maplebridge.server.expert;

import java.time.OffsetDateTime;
import java.util.Optional;

/** A call for an expert as it lies in its table. */
record CallRow(
    String id,
    String sittingId,
    String caseId,
    String specialty,
    String question,
    String summary,
    String askedBy,
    OffsetDateTime askedAt,
    CallState state,
    Optional<String> expertId,
    Optional<OffsetDateTime> acceptedAt) {}
