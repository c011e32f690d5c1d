package org.maplebridge.server.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the audit log and the tables say of one sitting's recording.
 *
 * @param over whether the sitting ended long enough ago for its recording to be sealed
 * @param recordingId the recording filed for it
 * @param manifestSha256 of its seal
 * @param verifyDue whether its files should be hashed again: never, long ago, or found wrong
 * @param periods when the room was recorded, as its journal tells
 */
record Expected(
    String sittingId,
    String caseId,
    boolean over,
    Optional<String> recordingId,
    Optional<String> manifestSha256,
    boolean verifyDue,
    List<Period> periods) {

  /** From the start of a recording to its stop. */
  record Period(Instant from, Instant to) {}
}
