package org.maplebridge.signaling.schedule;

import java.time.OffsetDateTime;

/**
 * A time for which a place is closed.
 *
 * @param reason the sentence given for it
 */
public record Closure(
    String id, String placeId, OffsetDateTime from, OffsetDateTime to, String reason) {}
