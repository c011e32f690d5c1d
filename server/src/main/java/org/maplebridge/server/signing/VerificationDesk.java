package org.maplebridge.server.signing;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.GuessLimiter;

/**
 * Tells anyone who holds a document's verification address what the document is known by: number,
 * date, hash. No names and nothing of its content. Blocking.
 */
public final class VerificationDesk {
  private final Jdbi jdbi;
  private final SigningStore store = new SigningStore();
  private final SigningDesk.ServerSeal seal;
  private final GuessLimiter limiter;
  private final Function<Round, Published> published;

  /**
   * @param published what of a round's content is public
   */
  public VerificationDesk(
      Jdbi jdbi,
      SigningDesk.ServerSeal seal,
      GuessLimiter limiter,
      Function<Round, Published> published) {
    this.jdbi = jdbi;
    this.seal = seal;
    this.limiter = limiter;
    this.published = published;
  }

  /**
   * What is known of a document.
   *
   * @throws ProblemException {@code verify.unknown}, {@code join.too-many}
   */
  public Known known(String id, String address) {
    return jdbi.withHandle(
        handle -> {
          SealedFile file = file(handle, id, address);
          List<Signature> signatures = store.signatures(handle, file.roundId());
          Round round = store.find(handle, file.roundId()).orElseThrow();
          boolean intact =
              Sha256.of(round.content()).equals(round.sha256())
                  && Sha256.of(store.content(handle, id)).equals(file.sha256())
                  && signatures.stream()
                      .allMatch(s -> s.isIntact() && s.documentSha256().equals(round.sha256()));
          Published open = published.apply(round);
          return new Known(
              open.kind(),
              file.number(),
              file.dated(),
              file.sha256(),
              round.sha256(),
              (int) signatures.stream().filter(Signature::isSigned).count(),
              open.recording(),
              intact);
        });
  }

  /** The server's signature over the file, raw. */
  public byte[] signature(String id, String address) {
    return jdbi.withHandle(
        handle -> {
          file(handle, id, address);
          return store.signature(handle, id);
        });
  }

  /** The key the signature verifies with, as PEM. */
  public String publicKey() {
    return seal.publicPem();
  }

  private SealedFile file(Handle handle, String id, String address) {
    limiter.check(address);
    return store
        .file(handle, id)
        .orElseThrow(
            () -> {
              limiter.missed(address);
              return new ProblemException("verify.unknown", 404);
            });
  }

  /**
   * What a document is known by.
   *
   * @param sha256 of the file
   * @param contentSha256 of the version the signatures are bound to
   * @param recording whose values were signed with it
   * @param intact whether file, version and signatures in our keeping are what they were
   */
  public record Known(
      Published.Paper kind,
      String number,
      OffsetDateTime dated,
      String sha256,
      String contentSha256,
      int signatures,
      Optional<Published.Recording> recording,
      boolean intact) {}
}
