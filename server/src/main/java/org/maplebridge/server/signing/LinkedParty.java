package org.maplebridge.server.signing;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Somebody who came by a link to their papers.
 *
 * @param id of the party, or of the participant of a hearing who is none
 * @param seat of such a participant; empty for a party
 * @param provenAt when the code sent to their phone was entered
 * @param seenAt when a mediator saw them and their identity document
 */
public record LinkedParty(
    String caseId,
    String id,
    String personId,
    String name,
    String phone,
    String caseTitle,
    Optional<HearingSeat> seat,
    Optional<OffsetDateTime> provenAt,
    Optional<OffsetDateTime> seenAt,
    Optional<String> seenBy) {

  /** What shows who they are; the mediator's eye before the code. */
  public Optional<Proof> proof() {
    return seenBy
        .map(by -> new Proof(Proof.Way.SEEN_BY_MEDIATOR, by))
        .or(() -> provenAt.map(at -> new Proof(Proof.Way.LINK_AND_PHONE_CODE, id)));
  }

  public Signer signer() {
    return new PaperHolder(id, isParty(), name, phone).signer();
  }

  public boolean isParty() {
    return seat.isEmpty();
  }
}
