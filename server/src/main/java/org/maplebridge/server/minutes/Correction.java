package org.maplebridge.server.minutes;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What a party says is written down wrongly, and the answer.
 *
 * @param version of the minutes the party read
 */
public record Correction(
    String id,
    int version,
    String partyId,
    String name,
    String text,
    OffsetDateTime askedAt,
    Optional<Boolean> accepted,
    Optional<String> answer,
    Optional<OffsetDateTime> answeredAt) {}
