package org.maplebridge.server.signing;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A party who came by a link to their papers.
 *
 * @param provenAt when the code sent to their phone was entered
 * @param seenAt when a mediator saw them and their identity document
 */
public record LinkedParty(
    String caseId,
    String partyId,
    String personId,
    String name,
    String phone,
    String caseTitle,
    Optional<OffsetDateTime> provenAt,
    Optional<OffsetDateTime> seenAt,
    Optional<String> seenBy) {

  /** What shows who they are; the mediator's eye before the code. */
  public Optional<Proof> proof() {
    return seenBy
        .map(by -> new Proof(Proof.Way.SEEN_BY_MEDIATOR, by))
        .or(() -> provenAt.map(at -> new Proof(Proof.Way.LINK_AND_PHONE_CODE, partyId)));
  }

  public Signer signer() {
    return new Signer(Signer.Kind.PARTY, partyId, name);
  }
}
