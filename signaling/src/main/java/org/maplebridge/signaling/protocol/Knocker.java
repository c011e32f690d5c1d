package org.maplebridge.signaling.protocol;

import java.time.OffsetDateTime;

/** Somebody in the lobby, as a host sees them. */
public record Knocker(
    String participantId,
    String name,
    Role role,
    OffsetDateTime since,
    boolean present,
    DeviceCheck checks) {}
