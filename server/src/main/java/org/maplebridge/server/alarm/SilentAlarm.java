package org.maplebridge.server.alarm;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;

/**
 * A silent alarm as those on duty see it.
 *
 * @param place where the sitting is held; empty where all of it is online
 * @param name of who raised it
 * @param remark what whoever answered it did
 */
public record SilentAlarm(
    String id,
    String sittingId,
    String caseId,
    String caseNumber,
    String caseTitle,
    SittingKind kind,
    Optional<String> place,
    String name,
    Role role,
    OffsetDateTime raisedAt,
    Optional<OffsetDateTime> acknowledgedAt,
    Optional<String> acknowledgedBy,
    String remark) {}
