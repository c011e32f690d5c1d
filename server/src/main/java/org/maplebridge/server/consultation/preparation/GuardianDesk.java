package org.maplebridge.server.consultation.preparation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.Masks;
import org.maplebridge.server.consultation.Client;
import org.maplebridge.server.consultation.ConsultationStore;
import org.maplebridge.server.consultation.PhoneCodes;
import org.maplebridge.server.consultation.Session;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.invitation.GuessLimiter;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.signing.Sha256;
import org.maplebridge.server.signing.Signer;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.SittingStore;

/** A guardian's consent, given by the link sent to them and digits sent to the same phone. */
public final class GuardianDesk {
  private final Jdbi jdbi;
  private final ConsultationStore store;
  private final SittingStore sittings;
  private final Vault vault;
  private final PhoneCodes phoneCodes;
  private final Centre centre;
  private final SheetDesk sheets;
  private final InstantSource clock;
  private final GuessLimiter limiter;

  public GuardianDesk(
      Jdbi jdbi,
      ConsultationStore store,
      SittingStore sittings,
      Vault vault,
      PhoneCodes phoneCodes,
      Centre centre,
      ObjectMapper json,
      AuditLog audit,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.sittings = sittings;
    this.vault = vault;
    this.phoneCodes = phoneCodes;
    this.centre = centre;
    this.sheets = new SheetDesk(json, vault, audit, ids, clock);
    this.clock = clock;
    this.limiter = new GuessLimiter(clock);
  }

  /**
   * What a guardian is asked.
   *
   * @throws ProblemException {@code consultation.unknown}
   */
  public View view(String code, String address) {
    return jdbi.withHandle(
        handle -> {
          Client client = client(handle, code, address);
          SheetText sheet = sheet(handle, client);
          return new View(
              vault.open(handle, client.guardian().orElseThrow()),
              centre.name(),
              centre.helpPhone(),
              Masks.phone(vault.open(handle, client.guardianPhone().orElseThrow())),
              phoneCodes.isProven(handle, code),
              client.guardianSignedAt().isPresent(),
              new PreparationDesk.View.Sheet(sheet.title(), sheet.content(), sheet.sha256()));
        });
  }

  public void sendCode(String code, String address) {
    jdbi.useTransaction(
        handle -> {
          Client client = client(handle, code, address);
          String phone = vault.open(handle, client.guardianPhone().orElseThrow());
          phoneCodes.send(handle, code, phone);
        });
  }

  public void prove(String code, String address, String digits) {
    jdbi.useHandle(handle -> client(handle, code, address));
    phoneCodes.prove(code, digits);
  }

  /**
   * The guardian signs, which lets all the client's consultations begin.
   *
   * @throws ProblemException {@code consultation.unknown}, {@code consultation.not-proven}, {@code
   *     signing.*}
   */
  public View sign(String code, String address, Drawn drawn) {
    jdbi.useTransaction(
        handle -> {
          Client client = client(handle, code, address);
          if (!phoneCodes.isProven(handle, code)) {
            throw new ProblemException("consultation.not-proven", 403);
          }
          Signer signer = new Signer(Signer.Kind.GUARDIAN, client.id(), client.number());
          sheets.sign(handle, client, Optional.empty(), sheet(handle, client), signer, drawn);
          store.guardianSigned(handle, client.id(), clock.instant().atOffset(ZoneOffset.UTC));
          for (Session session : store.openOf(handle, client.id())) {
            sittings.clear(handle, session.clientSeat(), Hindrance.GUARDIAN_CONSENT_MISSING);
          }
        });
    return view(code, address);
  }

  private static SheetText sheet(Handle handle, Client client) {
    String counsellor =
        handle
            .createQuery("select name from staff where id = :id")
            .bind("id", client.counsellorId())
            .mapTo(String.class)
            .one();
    return SheetText.of(SheetText.Kind.GUARDIAN, client.number(), counsellor);
  }

  private Client client(Handle handle, String code, String address) {
    limiter.check(address);
    return store
        .byGuardian(handle, Sha256.raw(code))
        .orElseThrow(
            () -> {
              limiter.missed(address);
              return new ProblemException("consultation.unknown", 404);
            });
  }

  /** What a guardian sees: nothing of what is said, and not the client's alias. */
  public record View(
      String name,
      String centre,
      String helpPhone,
      String phone,
      boolean proven,
      boolean signed,
      PreparationDesk.View.Sheet sheet) {}
}
