package org.maplebridge.server.cases;

import java.time.OffsetDateTime;
import org.maplebridge.server.cases.number.NumberFamily;

/** A number a case carries. */
public record BoundNumber(
    NumberFamily family, String display, String key, NumberRole role, OffsetDateTime boundAt) {}
