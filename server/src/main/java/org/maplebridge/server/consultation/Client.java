package org.maplebridge.server.consultation;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A person with their counsellor. Phones and the guardian's name are ids of sealed texts.
 *
 * @param number by what everybody but the counsellor knows them, such as {@code XL-2026-000001}
 * @param alias what they want to be called
 */
public record Client(
    String id,
    String number,
    String counsellorId,
    String alias,
    AgeBand ageBand,
    String phone,
    Optional<String> guardian,
    Optional<String> guardianPhone,
    Optional<OffsetDateTime> guardianSignedAt) {

  public boolean needsGuardian() {
    return ageBand.isMinor() && guardianSignedAt.isEmpty();
  }
}
