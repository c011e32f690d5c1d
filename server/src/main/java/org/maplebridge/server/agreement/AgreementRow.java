package org.maplebridge.server.agreement;

import java.time.OffsetDateTime;
import java.util.Optional;

/** An agreement as it lies in its table. */
public record AgreementRow(
    String id,
    String caseId,
    Channel channel,
    AgreementForm form,
    AgreementState state,
    Optional<SigningWay> way,
    int version,
    Optional<String> reviewedBy,
    Optional<String> reviewNote,
    Optional<OffsetDateTime> reviewedAt,
    Optional<OffsetDateTime> reachedAt,
    Optional<OffsetDateTime> sealedAt,
    Optional<OffsetDateTime> effectiveAt,
    Optional<String> replaces,
    OffsetDateTime begunAt,
    String begunBy) {

  static AgreementRow fresh(
      String id,
      String caseId,
      Channel channel,
      AgreementForm form,
      AgreementState state,
      OffsetDateTime now,
      String staffId) {
    return new AgreementRow(
        id,
        caseId,
        channel,
        form,
        state,
        Optional.empty(),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now,
        staffId);
  }

  /** The same, reached by word of mouth and in effect since. */
  AgreementRow reached(Optional<OffsetDateTime> at) {
    return with(at, at, replaces);
  }

  AgreementRow inPlaceOf(String other) {
    return with(reachedAt, effectiveAt, Optional.of(other));
  }

  private AgreementRow with(
      Optional<OffsetDateTime> reached,
      Optional<OffsetDateTime> effective,
      Optional<String> inPlaceOf) {
    return new AgreementRow(
        id,
        caseId,
        channel,
        form,
        state,
        way,
        version,
        reviewedBy,
        reviewNote,
        reviewedAt,
        reached,
        sealedAt,
        effective,
        inPlaceOf,
        begunAt,
        begunBy);
  }
}
