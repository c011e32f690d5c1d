package org.maplebridge.signaling.schedule;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Why a sitting cannot be booked: somebody or something is taken at that time.
 *
 * @param personId who is taken; absent when the place is
 * @param placeId what is taken; absent when a person is
 * @param sittingId the sitting that stands in the way
 * @param startsAt when that sitting begins
 * @param endsAt when that sitting ends
 */
public record Clash(
    Optional<String> personId,
    Optional<String> placeId,
    String sittingId,
    OffsetDateTime startsAt,
    OffsetDateTime endsAt) {}
