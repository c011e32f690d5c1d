package org.maplebridge.server.minutes;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What somebody says is written down wrongly, and the answer.
 *
 * @param version of the minutes they read
 * @param askedBy id of the party, or of the participant who is none
 */
public record Correction(
    String id,
    int version,
    String askedBy,
    String name,
    String text,
    OffsetDateTime askedAt,
    Optional<Boolean> accepted,
    Optional<String> answer,
    Optional<OffsetDateTime> answeredAt) {}
