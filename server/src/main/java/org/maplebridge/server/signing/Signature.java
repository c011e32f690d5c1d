package org.maplebridge.server.signing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What one signer decided about one frozen version.
 *
 * @param reason of a refusal; else empty
 * @param strokes the pen's way as JSON; empty for a refusal
 * @param picture the same as a PNG in base64
 * @param readPages hashes of the pages the signer confirmed one by one, as JSON
 * @param binding SHA-256 over everything else
 */
public record Signature(
    String id,
    String roundId,
    Signer.Kind signerKind,
    String signerId,
    String name,
    Decision decision,
    String reason,
    String strokes,
    String picture,
    String readPages,
    String documentSha256,
    Proof.Way proof,
    String provenBy,
    OffsetDateTime at,
    String binding) {

  /** Signed or refused. */
  public enum Decision {
    SIGNED,
    REFUSED
  }

  public boolean isSigned() {
    return decision == Decision.SIGNED;
  }

  /** Whether the row still says what was bound when it was made. */
  public boolean isIntact() {
    return binding.equals(bound());
  }

  /** The same with its binding, as it is kept. */
  public Signature withBinding() {
    return new Signature(
        id,
        roundId,
        signerKind,
        signerId,
        name,
        decision,
        reason,
        strokes,
        picture,
        readPages,
        documentSha256,
        proof,
        provenBy,
        at,
        bound());
  }

  private String bound() {
    Instant moment = at.toInstant();
    return Sha256.ofFields(
        List.of(
            id,
            roundId,
            signerKind.name(),
            signerId,
            name,
            decision.name(),
            reason,
            strokes,
            picture,
            readPages,
            documentSha256,
            proof.name(),
            provenBy,
            moment.toString()));
  }
}
