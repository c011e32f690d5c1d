package org.maplebridge.server.agreement;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.maplebridge.server.signing.Proof;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.Signer;

/**
 * An agreement as staff see it.
 *
 * @param unclear what has to be said more clearly before it can be signed
 * @param excluded why the law keeps it from being signed electronically
 * @param sha256 of the version being signed or signed
 * @param fileId of the finished file, and of its verification page
 */
record AgreementView(
    String id,
    String caseId,
    Channel channel,
    AgreementForm form,
    AgreementState state,
    Optional<SigningWay> way,
    int version,
    AgreementText text,
    List<AgreementWords.Part> parts,
    List<AgreementStore.VersionEntry> versions,
    List<UnclearPoint> unclear,
    Optional<Rule> excluded,
    Optional<Review> review,
    List<SignerState> signers,
    Optional<OffsetDateTime> sealedAt,
    Optional<OffsetDateTime> effectiveAt,
    String effectRule,
    Confirmation confirmation,
    Optional<String> sha256,
    Optional<String> fileId,
    Optional<String> replaces) {

  /** Something unclear, in a sentence. */
  record UnclearPoint(String where, String sentence) {}

  /** A rule in a sentence that names it. */
  record Rule(String id, String sentence) {}

  /** That somebody has read it over. */
  record Review(String by, String note, OffsetDateTime at) {}

  /**
   * A signer and how far they are.
   *
   * @param seen whether a mediator has seen the party lately
   */
  record SignerState(
      Signer.Kind kind,
      String id,
      String name,
      boolean seen,
      Optional<Signature.Decision> decision,
      Optional<Proof.Way> proof,
      Optional<String> reason,
      Optional<OffsetDateTime> at) {

    static SignerState of(Signer signer, boolean seen, Optional<Signature> given) {
      return new SignerState(
          signer.kind(),
          signer.id(),
          signer.name(),
          seen,
          given.map(Signature::decision),
          given.map(Signature::proof),
          given.map(Signature::reason).filter(reason -> !reason.isEmpty()),
          given.map(Signature::at));
    }
  }
}
