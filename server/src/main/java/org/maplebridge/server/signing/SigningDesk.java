package org.maplebridge.server.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;

/**
 * Rounds of signatures over one frozen version of a document. What a document is and what follows
 * from its signatures is its own desk's business. Every method works within the caller's
 * transaction.
 */
public final class SigningDesk {
  private static final int LONGEST_REASON = 200;

  private final SigningStore store = new SigningStore();
  private final ServerSeal seal;
  private final URI publicUrl;
  private final ObjectMapper json;
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * @param publicUrl where verification pages are reached, without a path
   */
  public SigningDesk(
      ServerSeal seal,
      URI publicUrl,
      ObjectMapper json,
      AuditLog audit,
      Ids ids,
      InstantSource clock) {
    this.seal = seal;
    this.publicUrl = publicUrl;
    this.json = json;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** Freezes a version. */
  public Round open(
      Handle handle,
      String caseId,
      Round.Kind kind,
      String subjectId,
      int version,
      String title,
      String content,
      String staffId) {
    Round round =
        new Round(
            ids.next(),
            caseId,
            kind,
            subjectId,
            version,
            title,
            content,
            Sha256.of(content),
            now(),
            staffId,
            Optional.empty(),
            Optional.empty());
    store.insert(handle, round);
    audit.record(
        handle, staffId, "signing.open", round.id(), round.sha256(), AuditLog.Outcome.ALLOWED);
    return round;
  }

  /** The newest round of a document, open or closed. */
  public Optional<Round> newest(Handle handle, Round.Kind kind, String subjectId) {
    return store.newest(handle, kind, subjectId);
  }

  /**
   * The open round of a document, held until the transaction ends.
   *
   * @throws ProblemException {@code signing.not-open}
   */
  public Round held(Handle handle, Round.Kind kind, String subjectId) {
    return store
        .newest(handle, kind, subjectId)
        .map(round -> store.lock(handle, round.id()))
        .filter(Round::isOpen)
        .orElseThrow(() -> new ProblemException("signing.not-open", 409));
  }

  public List<Signature> signatures(Handle handle, String roundId) {
    return store.signatures(handle, roundId);
  }

  /**
   * Puts a signature under an open round.
   *
   * @param documentSha256 what the signer saw; must be the round's
   * @param pages hashes of the pages the signer confirmed, in order
   * @throws ProblemException {@code signing.other-document}, {@code signing.bad-signature}, {@code
   *     signing.already}
   */
  public Signature sign(
      Handle handle,
      Round round,
      Signer signer,
      Proof proof,
      DrawnSignature drawn,
      String documentSha256,
      List<String> pages) {
    if (!round.sha256().equals(documentSha256)) {
      throw new ProblemException("signing.other-document", 409);
    }
    drawn.check();
    return put(
        handle,
        round,
        signer,
        proof,
        Signature.Decision.SIGNED,
        "",
        new Drawing(write(drawn.strokes()), drawn.png(), write(pages)));
  }

  /**
   * Writes a refusal down.
   *
   * @throws ProblemException {@code signing.bad-reason}, {@code signing.already}
   */
  public Signature refuse(Handle handle, Round round, Signer signer, Proof proof, String reason) {
    if (reason.length() > LONGEST_REASON) {
      throw new ProblemException("signing.bad-reason", 422);
    }
    return put(
        handle,
        round,
        signer,
        proof,
        Signature.Decision.REFUSED,
        reason.strip(),
        new Drawing("", "", "[]"));
  }

  public void close(Handle handle, Round round, Round.Outcome outcome) {
    store.close(handle, round.id(), outcome, now());
  }

  public Optional<SealedFile> file(Handle handle, Round round) {
    return store.fileOfRound(handle, round.id());
  }

  public byte[] content(Handle handle, SealedFile file) {
    return store.content(handle, file.id());
  }

  /**
   * Writes the finished file of a round. The page that verifies it stands in the file as a QR code,
   * so its address is given before the file is written. Needs no transaction.
   */
  public Draft draft(Round round, Writer writer) {
    String id = ids.next();
    String url = publicUrl.resolve("/v/" + id).toString();
    byte[] content = writer.write(new Verification(url, QrPicture.of(url), round.sha256()));
    return new Draft(id, content, seal.sign(content));
  }

  /** Keeps a finished file, from then on known to its verification page. */
  public SealedFile finish(
      Handle handle, Round round, String number, OffsetDateTime dated, Draft draft) {
    SealedFile file =
        new SealedFile(
            draft.id(), round.id(), round.kind(), number, dated, Sha256.of(draft.content()), now());
    store.insert(handle, file, draft.content(), draft.signature());
    audit.record(
        handle, "system", "signing.finish", file.id(), file.sha256(), AuditLog.Outcome.ALLOWED);
    return file;
  }

  private Signature put(
      Handle handle,
      Round round,
      Signer signer,
      Proof proof,
      Signature.Decision decision,
      String reason,
      Drawing drawing) {
    if (store.signatures(handle, round.id()).stream().anyMatch(s -> isOf(s, signer))) {
      throw new ProblemException("signing.already", 409);
    }
    Signature signature =
        new Signature(
                ids.next(),
                round.id(),
                signer.kind(),
                signer.id(),
                signer.name(),
                decision,
                reason,
                drawing.strokes(),
                drawing.picture(),
                drawing.pages(),
                round.sha256(),
                proof.way(),
                proof.by(),
                now(),
                "")
            .withBinding();
    store.insert(handle, signature);
    audit.record(
        handle,
        signer.id(),
        "signing." + decision.name().toLowerCase(java.util.Locale.ROOT),
        round.id(),
        proof.way().name(),
        AuditLog.Outcome.ALLOWED);
    return signature;
  }

  private static boolean isOf(Signature signature, Signer signer) {
    return signature.signerKind() == signer.kind() && signature.signerId().equals(signer.id());
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private record Drawing(String strokes, String picture, String pages) {}

  /** Writes a finished file. */
  @FunctionalInterface
  public interface Writer {
    byte[] write(Verification verification);
  }

  /** A finished file that is not kept yet. */
  public static final class Draft {
    private final String id;
    private final byte[] content;
    private final byte[] signature;

    private Draft(String id, byte[] content, byte[] signature) {
      this.id = id;
      this.content = content;
      this.signature = signature;
    }

    String id() {
      return id;
    }

    public byte[] content() {
      return content;
    }

    byte[] signature() {
      return signature;
    }
  }

  /**
   * What stands in a finished file about its verification.
   *
   * @param qrPng the address as a QR code, a PNG in base64
   * @param contentSha256 of the version that was signed
   */
  public record Verification(String url, String qrPng, String contentSha256) {}

  /** The server's signature over a file, made with the key and scheme that seal recordings. */
  public record ServerSeal(UnaryOperator<byte[]> signer, String publicPem) {

    byte[] sign(byte[] content) {
      return signer.apply(content);
    }
  }
}
