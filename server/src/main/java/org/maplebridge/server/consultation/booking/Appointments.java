package org.maplebridge.server.consultation.booking;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.consultation.Client;
import org.maplebridge.server.consultation.ConsultationStore;
import org.maplebridge.server.consultation.Session;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.invitation.DualRole;
import org.maplebridge.server.org.District;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;

/** Makes clients of wishes and sittings of clients. Within the caller's transaction. */
final class Appointments {
  /** What stands on every screen instead of what it is about. */
  private static final String TITLE = "线上心理咨询";

  private final ConsultationStore store;
  private final Vault vault;
  private final Counselled counselled;
  private final Centre centre;
  private final Ids ids;

  Appointments(ConsultationStore store, Vault vault, Centre centre, Ids ids) {
    this.store = store;
    this.vault = vault;
    this.counselled = new Counselled(vault);
    this.centre = centre;
    this.ids = ids;
  }

  /** The counsellor's client of the wish's phone, made where there is none. */
  Client client(
      Handle handle, RequestStore.Request request, String counsellorId, OffsetDateTime now) {
    String phone = vault.open(handle, request.phone());
    byte[] mark = vault.mark(phone);
    store.lockPhone(handle, mark);
    Optional<Client> known = store.ofPhone(handle, counsellorId, mark);
    if (known.isPresent()) {
      return again(handle, known.get(), request);
    }
    int year = now.atZoneSameInstant(District.ZONE).getYear();
    Client client =
        new Client(
            ids.next(),
            store.nextNumber(handle, year),
            counsellorId,
            request.alias(),
            request.ageBand(),
            vault.seal(handle, counsellorId, phone),
            request.guardian().map(id -> resealed(handle, counsellorId, id)),
            request.guardianPhone().map(id -> resealed(handle, counsellorId, id)),
            Optional.empty());
    store.insert(handle, client, mark, now);
    return client;
  }

  /** Somebody known comes again. Whoever says to be a minor is one, and a minor stays one. */
  private Client again(Handle handle, Client known, RequestStore.Request request) {
    store.rename(handle, known.id(), request.alias());
    if (request.ageBand().isMinor() && !known.ageBand().isMinor()) {
      store.minor(
          handle,
          known.id(),
          request.ageBand(),
          request.guardian().map(id -> resealed(handle, known.counsellorId(), id)),
          request.guardianPhone().map(id -> resealed(handle, known.counsellorId(), id)));
    }
    return store.client(handle, known.id()).orElseThrow();
  }

  private String resealed(Handle handle, String ownerId, String id) {
    return vault.seal(handle, ownerId, vault.open(handle, id));
  }

  /**
   * @throws ProblemException {@code consultation.dual-role}, {@code consultation.slot-taken}
   */
  Sitting sitting(Handle handle, Client client, BookingDesk.Choice choice) {
    String name =
        handle
            .createQuery("select name from staff where id = :id and active")
            .bind("id", choice.counsellorId())
            .mapTo(String.class)
            .findOne()
            .orElseThrow(() -> new ProblemException("consultation.slot-taken", 409));
    Participant counsellor =
        new Participant(
            ids.next(),
            choice.counsellorId(),
            name,
            Role.COUNSELLOR,
            true,
            Optional.empty(),
            Set.of(Hindrance.PLACE_UNKNOWN));
    if (counselled.mediates(handle, choice.counsellorId(), vault.open(handle, client.phone()))) {
      DualRole.refuse(SittingKind.CONSULTATION, counsellor);
    }
    Participant guest =
        new Participant(
            ids.next(),
            client.id(),
            client.alias(),
            Role.CLIENT,
            false,
            Optional.empty(),
            hindrances(client));
    return new Sitting(
        ids.next(),
        client.id(),
        client.number(),
        client.number(),
        TITLE,
        centre.name(),
        SittingKind.CONSULTATION,
        SittingState.BOOKED,
        choice.startsAt(),
        choice.startsAt().plus(Slots.TALK),
        Optional.empty(),
        List.of(counsellor, guest));
  }

  private static Set<Hindrance> hindrances(Client client) {
    Set<Hindrance> hindrances =
        EnumSet.of(
            Hindrance.PLACE_UNKNOWN,
            Hindrance.CONTACT_UNKNOWN,
            Hindrance.SHEET_UNSIGNED,
            Hindrance.RECORDING_UNSIGNED);
    if (client.needsGuardian()) {
      hindrances.add(Hindrance.GUARDIAN_CONSENT_MISSING);
    }
    return hindrances;
  }

  static Session session(Client client, Sitting sitting) {
    return new Session(
        sitting.id(),
        client.id(),
        client.counsellorId(),
        sitting.participants().getLast().id(),
        sitting.participants().getFirst().id(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
