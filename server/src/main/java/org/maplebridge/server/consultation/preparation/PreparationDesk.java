package org.maplebridge.server.consultation.preparation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.consultation.Client;
import org.maplebridge.server.consultation.ConsultationStore;
import org.maplebridge.server.consultation.Session;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.JoinDesk;
import org.maplebridge.server.org.District;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.signing.Signer;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;

/**
 * What a client says and signs by their link before a consultation. That it is there lifts what the
 * rules see as a hindrance; nothing else does. Blocking.
 */
public final class PreparationDesk {
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
  private static final int LONGEST = 200;

  private final Jdbi jdbi;
  private final ConsultationStore store;
  private final SittingStore sittings;
  private final Vault vault;
  private final JoinDesk joins;
  private final SheetDesk sheets;
  private final AuditLog audit;

  public PreparationDesk(
      Jdbi jdbi,
      ConsultationStore store,
      SittingStore sittings,
      Vault vault,
      JoinDesk joins,
      ObjectMapper json,
      AuditLog audit,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.sittings = sittings;
    this.vault = vault;
    this.joins = joins;
    this.sheets = new SheetDesk(json, vault, audit, ids, clock);
    this.audit = audit;
  }

  /**
   * What is still to be done.
   *
   * @throws ProblemException {@code join.*}
   */
  public View view(String code, String address) {
    return jdbi.withHandle(handle -> view(visit(handle, code, address)));
  }

  /**
   * Where the client is and whom to call for them.
   *
   * @throws ProblemException {@code join.*}, {@code consultation.bad-place}, {@code
   *     consultation.bad-contact}
   */
  public View prepare(String code, String address, Whereabouts said) {
    said.check();
    return jdbi.inTransaction(
        handle -> {
          Visit visit = visit(handle, code, address);
          String owner = visit.session().counsellorId();
          String id = visit.session().sittingId();
          store.prepared(
              handle,
              id,
              vault.seal(handle, owner, said.place().strip()),
              vault.seal(handle, owner, said.contact().strip()),
              vault.seal(handle, owner, said.contactPhone()));
          visit.session().place().ifPresent(old -> vault.drop(handle, old));
          visit.session().contact().ifPresent(old -> vault.drop(handle, old));
          visit.session().contactPhone().ifPresent(old -> vault.drop(handle, old));
          lift(handle, visit, Hindrance.PLACE_UNKNOWN);
          lift(handle, visit, Hindrance.CONTACT_UNKNOWN);
          audit.record(
              handle,
              visit.session().clientSeat(),
              "consultation.prepare",
              id,
              "",
              AuditLog.Outcome.ALLOWED);
          return view(visit(handle, code, address));
        });
  }

  /**
   * The client signs the confidentiality sheet.
   *
   * @throws ProblemException {@code join.*}, {@code signing.*}
   */
  public View signSheet(String code, String address, Drawn drawn) {
    return sign(code, address, SheetText.Kind.CONFIDENTIALITY, drawn, Hindrance.SHEET_UNSIGNED);
  }

  /** The client signs for a recording. */
  public View signRecording(String code, String address, Drawn drawn) {
    return sign(code, address, SheetText.Kind.RECORDING, drawn, Hindrance.RECORDING_UNSIGNED);
  }

  private View sign(
      String code, String address, SheetText.Kind kind, Drawn drawn, Hindrance hindrance) {
    return jdbi.inTransaction(
        handle -> {
          Visit visit = visit(handle, code, address);
          Client client = visit.client();
          Signer signer = new Signer(Signer.Kind.CLIENT, client.id(), client.alias());
          sheets.sign(
              handle,
              client,
              Optional.of(visit.session().sittingId()),
              sheet(kind, visit),
              signer,
              drawn);
          lift(handle, visit, hindrance);
          return view(visit(handle, code, address));
        });
  }

  private static View view(Visit visit) {
    Set<Hindrance> missing = visit.seat(visit.session().clientSeat()).hindrances();
    SheetText sheet = sheet(SheetText.Kind.CONFIDENTIALITY, visit);
    SheetText recording = sheet(SheetText.Kind.RECORDING, visit);
    return new View(
        visit.client().alias(),
        List.copyOf(missing),
        visit.sitting().state() == SittingState.BOOKED,
        visit.client().ageBand().isMinor(),
        new View.Sheet(sheet.title(), sheet.content(), sheet.sha256()),
        new View.Sheet(recording.title(), recording.content(), recording.sha256()));
  }

  private static SheetText sheet(SheetText.Kind kind, Visit visit) {
    return SheetText.of(
        kind,
        visit.client().number(),
        visit.seat(visit.session().counsellorSeat()).name(),
        WHEN.format(visit.sitting().startsAt().atZoneSameInstant(District.ZONE)));
  }

  private void lift(Handle handle, Visit visit, Hindrance hindrance) {
    sittings.clear(handle, visit.session().clientSeat(), hindrance);
  }

  private Visit visit(Handle handle, String code, String address) {
    JoinDesk.Guest guest = joins.guest(code, address);
    Session session =
        store
            .session(handle, guest.sittingId())
            .filter(s -> s.clientSeat().equals(guest.participantId()))
            .orElseThrow(() -> new ProblemException("join.unknown", 404));
    return new Visit(
        session,
        sittings.find(handle, session.sittingId()).orElseThrow(),
        store.client(handle, session.clientId()).orElseThrow());
  }

  /** A client at their link. */
  private record Visit(Session session, Sitting sitting, Client client) {

    Participant seat(String participantId) {
      return sitting.participant(participantId).orElseThrow();
    }
  }

  /** Where somebody is, and whom to call for them. */
  public record Whereabouts(String place, String contact, String contactPhone) {

    private void check() {
      if (isUnusable(place)) {
        throw new ProblemException("consultation.bad-place", 422);
      }
      if (isUnusable(contact) || !contactPhone.matches("[0-9-]{7,15}")) {
        throw new ProblemException("consultation.bad-contact", 422);
      }
    }
  }

  static boolean isUnusable(String text) {
    return text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0;
  }

  /**
   * A client's preparation.
   *
   * @param missing what the rules still look for
   * @param changeable whether the appointment can still be moved or cancelled
   */
  public record View(
      String alias,
      List<Hindrance> missing,
      boolean changeable,
      boolean minor,
      Sheet sheet,
      Sheet recording) {

    public View {
      missing = List.copyOf(missing);
    }

    /** What is to be read and signed. */
    public record Sheet(String title, String text, String sha256) {}
  }
}
