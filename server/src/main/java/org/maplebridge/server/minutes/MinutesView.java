package org.maplebridge.server.minutes;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.maplebridge.server.signing.Proof;
import org.maplebridge.server.signing.Signature;

/**
 * Minutes as staff see them.
 *
 * @param sha256 of what is being signed or was
 * @param recording whose values are signed with it
 * @param fileId of the finished file, and of its verification page
 */
record MinutesView(
    String id,
    String sittingId,
    String caseId,
    MinutesForm form,
    MinutesRow.State state,
    int version,
    MinutesText text,
    Optional<OffsetDateTime> sharedAt,
    List<Correction> corrections,
    List<SignerState> signers,
    Optional<Integer> pages,
    Optional<String> sha256,
    Optional<RecordingValue> recording,
    Optional<String> fileId) {

  /**
   * A signer and how far they are.
   *
   * @param partyId of the party, or of another participant who came by a link; empty for staff
   * @param staffId of the clerk and the judge; empty for parties and the mediator
   * @param seen whether staff have seen them lately
   * @param reason for not signing, where they gave one
   */
  record SignerState(
      String partyId,
      Optional<String> staffId,
      String name,
      String role,
      boolean seen,
      Optional<Signature.Decision> decision,
      Optional<Proof.Way> proof,
      Optional<String> reason,
      Optional<OffsetDateTime> at) {}
}
