package org.maplebridge.server.consultation.preparation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.consultation.Client;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.signing.Signature;

/**
 * SQL of signed sheets. What a pen wrote is often a real name, so it is sealed. Within the caller's
 * transaction.
 */
final class SheetStore {
  private final ObjectMapper json;
  private final Vault vault;
  private final Ids ids;

  SheetStore(ObjectMapper json, Vault vault, Ids ids) {
    this.json = json;
    this.vault = vault;
    this.ids = ids;
  }

  void insert(
      Handle handle,
      Client client,
      Optional<String> sittingId,
      SheetText sheet,
      Signature signature) {
    handle
        .createUpdate(
            """
            insert into counselling.sheet (id, client_id, sitting_id, kind, content, sha256,
              signer_kind, signer_id, signature_id, signature, signed_at, binding)
            values (:sheetId, :clientId, :sittingId, :kind, :content, :sha256, :signerKind,
              :signerId, :id, :signature, :at, :binding)
            """)
        .bindMethods(signature)
        .bind("sheetId", ids.next())
        .bind("clientId", client.id())
        .bind("sittingId", sittingId)
        .bind("kind", sheet.kind())
        .bind("content", sheet.content())
        .bind("sha256", sheet.sha256())
        .bind("signature", vault.seal(handle, client.counsellorId(), write(signature)))
        .execute();
  }

  /** Whether a sheet of a consultation was signed and still says what was signed. */
  boolean isSigned(Handle handle, String sittingId, SheetText.Kind kind) {
    return handle
        .createQuery(
            "select signature from counselling.sheet where sitting_id = :id and kind = :kind")
        .bind("id", sittingId)
        .bind("kind", kind)
        .mapTo(String.class)
        .list()
        .stream()
        .anyMatch(signature -> read(vault.open(handle, signature)).isIntact());
  }

  private String write(Signature signature) {
    try {
      return json.writeValueAsString(signature);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Signature read(String signature) {
    try {
      return json.readValue(signature, Signature.class);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException(damaged);
    }
  }
}
