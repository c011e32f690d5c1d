package org.maplebridge.server.identity;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;

/** An account as it lies in the table. */
record Account(
    String id,
    String name,
    StaffRole role,
    String orgCode,
    String passwordHash,
    boolean active,
    int failures,
    Optional<OffsetDateTime> lockedUntil) {

  Staff staff() {
    return new Staff(id, name, role, orgCode);
  }

  boolean lockedAt(OffsetDateTime now) {
    return lockedUntil.filter(now::isBefore).isPresent();
  }
}
