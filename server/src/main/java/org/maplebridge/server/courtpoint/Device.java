package org.maplebridge.server.courtpoint;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A device of a court point, as it was found last.
 *
 * @param needed whether no hearing can be held without it
 * @param working false while it is out of order
 * @param checkedAt when somebody tried it last; absent where nobody did
 * @param finding what they found; blank where there was nothing to say
 */
public record Device(
    String id,
    DeviceKind kind,
    boolean needed,
    boolean working,
    Optional<OffsetDateTime> checkedAt,
    Optional<String> checkedBy,
    String finding) {}
