package org.maplebridge.signaling.protocol;

import java.time.OffsetDateTime;

/**
 * A sitting as a participant sees it.
 *
 * @param caseTitle the case in plain words
 * @param caseNumber the number people quote: the mediation or court number, else the platform one
 * @param centre the centre's name
 */
public record SittingView(
    String sittingId,
    SittingKind kind,
    String caseTitle,
    String caseNumber,
    String centre,
    OffsetDateTime startsAt,
    OffsetDateTime endsAt) {}
