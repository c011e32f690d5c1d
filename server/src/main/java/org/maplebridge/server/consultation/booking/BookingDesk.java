package org.maplebridge.server.consultation.booking;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.consultation.Client;
import org.maplebridge.server.consultation.ConsultationStore;
import org.maplebridge.server.consultation.PhoneCodes;
import org.maplebridge.server.consultation.Session;
import org.maplebridge.server.consultation.preparation.ConsultationDesk;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.invitation.GuessLimiter;
import org.maplebridge.server.invitation.InvitationDesk;
import org.maplebridge.server.invitation.JoinDesk;
import org.maplebridge.server.org.District;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.signing.Sha256;
import org.maplebridge.signaling.schedule.Booking;
import org.maplebridge.signaling.schedule.Schedule;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;

/**
 * Lets clients book themselves: a wish, the proof of the phone, a slot. Whether the slot is still
 * free is decided by the database alone. Blocking.
 */
public final class BookingDesk {
  private static final int MOST_OPEN = 2;

  /** Wishes of one phone within a day that came to nothing. */
  private static final int MOST_WISHES = 5;

  private static final Duration REQUEST_LIFE = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final HoursStore hours = new HoursStore();
  private final RequestStore requests;
  private final ConsultationStore store;
  private final Vault vault;
  private final Appointments appointments;
  private final PhoneCodes phoneCodes;
  private final SittingStore sittings;
  private final Schedule schedule;
  private final JoinDesk joins;
  private final InvitationDesk invitations;
  private final Letters letters;
  private final ConsultationDesk desk;
  private final Centre centre;
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;
  private final GuessLimiter limiter;

  public BookingDesk(Parts parts) {
    this.jdbi = parts.jdbi();
    this.requests = new RequestStore(parts.vault());
    this.store = parts.store();
    this.vault = parts.vault();
    this.appointments = new Appointments(parts.store(), parts.vault(), parts.centre(), parts.ids());
    this.phoneCodes = parts.phoneCodes();
    this.sittings = parts.sittings();
    this.schedule = parts.schedule();
    this.joins = parts.joins();
    this.invitations = parts.invitations();
    this.letters = new Letters(parts.outbox(), parts.texts(), parts.centre(), parts.clock());
    this.desk = parts.desk();
    this.centre = parts.centre();
    this.audit = parts.audit();
    this.ids = parts.ids();
    this.clock = parts.clock();
    this.limiter = new GuessLimiter(parts.clock());
  }

  /** Who counsels, and when they are free. */
  public Offer offer() {
    return jdbi.withHandle(
        handle -> {
          List<HoursStore.Counsellor> counsellors = hours.counsellors(handle);
          List<Offer.Slot> slots = new ArrayList<>();
          for (HoursStore.Counsellor counsellor : counsellors) {
            free(handle, counsellor.id()).stream()
                .map(start -> new Offer.Slot(counsellor.id(), start, start.plus(Slots.TALK)))
                .forEach(slots::add);
          }
          return new Offer(centre.name(), centre.helpPhone(), counsellors, slots);
        });
  }

  /**
   * Takes a wish and sends six digits to its phone.
   *
   * @return the wish's secret
   * @throws ProblemException {@code consultation.bad-*}, {@code papers.code-often}, {@code
   *     join.too-many}
   */
  public String ask(NewRequest wanted, String address) {
    wanted.check();
    limiter.check(address);
    limiter.missed(address);
    String code = ids.next();
    jdbi.useTransaction(
        handle -> {
          requests.sweep(handle, now().minus(REQUEST_LIFE));
          if (requests.open(handle, wanted.phone()) >= MOST_WISHES) {
            throw new ProblemException("papers.code-often", 429);
          }
          requests.insert(handle, code, wanted, now());
          phoneCodes.send(handle, code, wanted.phone());
        });
    return code;
  }

  /** Sends the digits once more; refused as {@link #book}. */
  public void sendAgain(String code, String address) {
    jdbi.useTransaction(
        handle ->
            phoneCodes.send(
                handle, code, vault.open(handle, request(handle, code, address).phone())));
  }

  /** Takes the digits. */
  public void prove(String code, String address, String digits) {
    jdbi.useHandle(handle -> request(handle, code, address));
    phoneCodes.prove(code, digits);
  }

  /**
   * Books a slot for a wish whose phone is proven.
   *
   * @return the address by which the client comes
   * @throws ProblemException {@code consultation.not-proven}, {@code consultation.slot-taken},
   *     {@code consultation.too-many}, {@code consultation.dual-role}
   */
  public String book(String code, String address, Choice choice) {
    RequestStore.Request request = jdbi.withHandle(handle -> request(handle, code, address));
    if (!jdbi.withHandle(handle -> phoneCodes.isProven(handle, code))) {
      throw new ProblemException("consultation.not-proven", 403);
    }
    Client client = jdbi.inTransaction(handle -> client(handle, request, choice));
    return booked(client, choice, handle -> requests.remove(handle, code, request));
  }

  /**
   * Moves an appointment to another slot of the same counsellor.
   *
   * @return the address by which the client comes from now on
   */
  public String change(String joinCode, String address, OffsetDateTime startsAt) {
    Appointment old = appointment(joinCode, address);
    Choice choice = new Choice(old.session().counsellorId(), startsAt);
    return booked(old.client(), choice, handle -> cancel(old, "改期"));
  }

  /** The client does not come. */
  public void cancel(String joinCode, String address) {
    Appointment old = appointment(joinCode, address);
    jdbi.useTransaction(
        handle -> {
          cancel(old, "来访者取消");
          letters.cancelled(
              handle, vault.open(handle, old.client().phone()), old.sitting().startsAt());
        });
  }

  /**
   * The counsellor cannot come; the client is told.
   *
   * @throws ProblemException {@code consultation.counsellor-only}, {@code sitting.unknown}, {@code
   *     sitting.begun}
   */
  public void cancelByCounsellor(Staff staff, String sittingId) {
    Appointment old =
        jdbi.withHandle(handle -> appointment(handle, desk.own(handle, staff, sittingId)));
    jdbi.useTransaction(
        handle -> {
          cancel(old, "咨询师取消");
          letters.cancelled(
              handle, vault.open(handle, old.client().phone()), old.sitting().startsAt());
        });
  }

  /** Slots of a counsellor somebody with an appointment may move to. */
  public List<OffsetDateTime> others(String joinCode, String address) {
    Appointment old = appointment(joinCode, address);
    return jdbi.withHandle(handle -> free(handle, old.session().counsellorId()));
  }

  private String booked(Client client, Choice choice, Consumer<Handle> alongside) {
    Sitting sitting = jdbi.withHandle(handle -> appointments.sitting(handle, client, choice));
    String[] url = new String[1];
    Booking booking =
        schedule.book(
            sitting,
            Duration.ZERO,
            handle -> {
              alongside.accept(handle);
              url[0] = register(handle, client, sitting);
            });
    if (booking instanceof Booking.Refused) {
      throw new ProblemException("consultation.slot-taken", 409);
    }
    return url[0];
  }

  private String register(Handle handle, Client client, Sitting sitting) {
    if (store.openOf(handle, client.id()).size() >= MOST_OPEN) {
      throw new ProblemException("consultation.too-many", 409);
    }
    String guest = sitting.participants().getLast().id();
    String url = invitations.open(handle, sitting, guest);
    String phone = vault.open(handle, client.phone());
    List<String> messages = letters.booked(handle, phone, sitting.startsAt(), url);
    store.insert(handle, Appointments.session(client, sitting), messages);
    if (client.needsGuardian()) {
      askGuardian(handle, client);
    }
    audit.record(
        handle,
        guest,
        "consultation.book",
        sitting.id(),
        client.number(),
        AuditLog.Outcome.ALLOWED);
    return url;
  }

  private void askGuardian(Handle handle, Client client) {
    String code = ids.next();
    store.guardianAsked(handle, client.id(), Sha256.raw(code));
    letters.guardian(handle, vault.open(handle, client.guardianPhone().orElseThrow()), code);
  }

  private Client client(Handle handle, RequestStore.Request request, Choice choice) {
    if (!free(handle, choice.counsellorId()).contains(choice.startsAt())) {
      throw new ProblemException("consultation.slot-taken", 409);
    }
    return appointments.client(handle, request, choice.counsellorId(), now());
  }

  private void cancel(Appointment old, String reason) {
    schedule.cancel(
        old.sitting().id(),
        reason,
        h ->
            audit.record(
                h,
                old.session().clientSeat(),
                "consultation.cancel",
                old.sitting().id(),
                reason,
                AuditLog.Outcome.ALLOWED));
  }

  private Appointment appointment(String joinCode, String address) {
    JoinDesk.Guest guest = joins.guest(joinCode, address);
    return jdbi.withHandle(
        handle -> {
          Session session =
              store
                  .session(handle, guest.sittingId())
                  .filter(s -> s.clientSeat().equals(guest.participantId()))
                  .orElseThrow(() -> new ProblemException("join.unknown", 404));
          return appointment(handle, session);
        });
  }

  private Appointment appointment(Handle handle, Session session) {
    Sitting sitting = sittings.find(handle, session.sittingId()).orElseThrow();
    if (sitting.state() != SittingState.BOOKED) {
      throw new ProblemException("sitting.begun", 409);
    }
    return new Appointment(
        session, sitting, store.client(handle, session.clientId()).orElseThrow());
  }

  private List<OffsetDateTime> free(Handle handle, String counsellorId) {
    return Slots.free(
        hours.of(handle, counsellorId), hours.taken(handle, counsellorId, now()), now());
  }

  private RequestStore.Request request(Handle handle, String code, String address) {
    limiter.check(address);
    return requests
        .find(handle, code)
        .orElseThrow(
            () -> {
              limiter.missed(address);
              return new ProblemException("consultation.unknown", 404);
            });
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** What a client chose. */
  public record Choice(String counsellorId, OffsetDateTime startsAt) {

    public Choice {
      startsAt = startsAt.atZoneSameInstant(District.ZONE).toOffsetDateTime();
    }
  }

  private record Appointment(Session session, Sitting sitting, Client client) {}

  /** Everything there is to choose from. */
  public record Offer(
      String centre, String helpPhone, List<HoursStore.Counsellor> counsellors, List<Slot> slots) {

    public Offer {
      counsellors = List.copyOf(counsellors);
      slots = List.copyOf(slots);
    }

    /** A free slot. */
    public record Slot(String counsellorId, OffsetDateTime startsAt, OffsetDateTime endsAt) {}
  }

  /** What it is built from. */
  public record Parts(
      Jdbi jdbi,
      ConsultationStore store,
      Vault vault,
      PhoneCodes phoneCodes,
      SittingStore sittings,
      Schedule schedule,
      JoinDesk joins,
      InvitationDesk invitations,
      ConsultationDesk desk,
      org.maplebridge.server.notify.Outbox outbox,
      org.maplebridge.server.http.Texts texts,
      Centre centre,
      AuditLog audit,
      Ids ids,
      InstantSource clock) {}
}
