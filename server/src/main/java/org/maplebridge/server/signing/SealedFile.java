package org.maplebridge.server.signing;

import java.time.OffsetDateTime;

/**
 * A finished document.
 *
 * @param id unguessable; the address of its verification page
 * @param number the number people quote
 * @param dated when it took effect or was completed
 * @param sha256 of the file
 */
public record SealedFile(
    String id,
    String roundId,
    Round.Kind kind,
    String number,
    OffsetDateTime dated,
    String sha256,
    OffsetDateTime madeAt) {}
