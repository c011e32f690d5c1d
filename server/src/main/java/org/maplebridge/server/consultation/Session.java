package org.maplebridge.server.consultation;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * One consultation. What either side said beforehand are ids of sealed texts.
 *
 * @param clientSeat the client as a participant of the sitting
 * @param closedAt when its counsellor was done with it, notes included
 */
public record Session(
    String sittingId,
    String clientId,
    String counsellorId,
    String clientSeat,
    String counsellorSeat,
    Optional<String> place,
    Optional<String> contact,
    Optional<String> contactPhone,
    Optional<String> counsellorPlace,
    Optional<OffsetDateTime> closedAt) {}
