package org.maplebridge.signaling.schedule;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Why a sitting cannot be booked, or a place not closed: somebody or something is taken at that
 * time.
 *
 * @param personId who is taken; absent when the place is
 * @param placeId what is taken; absent when a person is
 * @param sittingId the sitting that stands in the way; absent where the place is closed
 * @param startsAt from when they are taken
 * @param endsAt until when, with what follows a sitting: a change-over, a counsellor's notes
 */
public record Clash(
    Optional<String> personId,
    Optional<String> placeId,
    Optional<String> sittingId,
    OffsetDateTime startsAt,
    OffsetDateTime endsAt) {}
