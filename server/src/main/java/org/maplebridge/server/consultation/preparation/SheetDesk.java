package org.maplebridge.server.consultation.preparation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.consultation.Client;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.signing.DrawnSignature;
import org.maplebridge.server.signing.Proof;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.Signer;

/** Puts signatures under sheets, as under any document. Within the caller's transaction. */
final class SheetDesk {
  private final SheetStore store;
  private final ObjectMapper json;
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;

  SheetDesk(ObjectMapper json, Vault vault, AuditLog audit, Ids ids, InstantSource clock) {
    this.store = new SheetStore(json, vault, ids);
    this.json = json;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps a signature.
   *
   * @param sittingId empty where it holds for all of a client's consultations
   * @throws ProblemException {@code signing.other-document}, {@code signing.bad-signature}
   */
  void sign(
      Handle handle,
      Client client,
      Optional<String> sittingId,
      SheetText sheet,
      Signer signer,
      Drawn drawn) {
    if (!sheet.sha256().equals(drawn.sha256())) {
      throw new ProblemException("signing.other-document", 409);
    }
    drawn.drawn().check();
    store.insert(handle, client, sittingId, sheet, signature(sheet, signer, drawn.drawn()));
    audit.record(
        handle,
        signer.id(),
        "consultation.sign",
        sittingId.orElse(client.id()),
        sheet.kind().name(),
        AuditLog.Outcome.ALLOWED);
  }

  boolean isSigned(Handle handle, String sittingId, SheetText.Kind kind) {
    return store.isSigned(handle, sittingId, kind);
  }

  private Signature signature(SheetText sheet, Signer signer, DrawnSignature drawn) {
    OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    return new Signature(
            ids.next(),
            sheet.kind().name(),
            signer.kind(),
            signer.id(),
            signer.name(),
            Signature.Decision.SIGNED,
            "",
            write(drawn.strokes()),
            drawn.png(),
            "[]",
            sheet.sha256(),
            Proof.Way.LINK_AND_PHONE_CODE,
            signer.id(),
            now,
            "")
        .withBinding();
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
