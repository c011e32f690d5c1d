package org.maplebridge.server.lecture;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.maplebridge.signaling.protocol.Role;

/**
 * Somebody's attendance of a lecture.
 *
 * @param village where they said they come from, or empty
 * @param wentAt for the last time; empty while they are there
 * @param minutes together, without the time they were away
 * @param times how often they came in
 */
public record Attended(
    String participantId,
    String name,
    String village,
    Role role,
    OffsetDateTime cameAt,
    Optional<OffsetDateTime> wentAt,
    int minutes,
    int times) {}
