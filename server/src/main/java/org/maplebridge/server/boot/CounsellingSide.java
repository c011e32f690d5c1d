package org.maplebridge.server.boot;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.consultation.ConsultationStore;
import org.maplebridge.server.consultation.PhoneCodes;
import org.maplebridge.server.consultation.booking.BookingDesk;
import org.maplebridge.server.consultation.booking.BookingRoutes;
import org.maplebridge.server.consultation.booking.HoursDesk;
import org.maplebridge.server.consultation.booking.WorkingHours;
import org.maplebridge.server.consultation.crisis.CrisisDesk;
import org.maplebridge.server.consultation.crisis.CrisisRoutes;
import org.maplebridge.server.consultation.crisis.DisclosureDesk;
import org.maplebridge.server.consultation.notes.NoteDesk;
import org.maplebridge.server.consultation.notes.NoteRoutes;
import org.maplebridge.server.consultation.preparation.ConsultationDesk;
import org.maplebridge.server.consultation.preparation.GuardianDesk;
import org.maplebridge.server.consultation.preparation.PreparationDesk;
import org.maplebridge.server.consultation.preparation.PreparationRoutes;
import org.maplebridge.server.consultation.vault.MasterKeys;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Json;
import org.maplebridge.signaling.schedule.Schedule;
import org.maplebridge.signaling.sitting.SittingStore;

/** Counselling: a part of its own, which the case side knows nothing of. */
record CounsellingSide(
    BookingDesk bookings,
    HoursDesk hours,
    PreparationDesk preparations,
    GuardianDesk guardians,
    ConsultationDesk sessions,
    NoteDesk notes,
    CrisisDesk crises,
    DisclosureDesk disclosures) {

  /** What everything confidential lies in; its keys are wrapped by the master key in force. */
  static Vault vault(Basics basics) {
    var vault =
        new Vault(
            basics.config().counselling(),
            new MasterKeys(basics.secrets()::bytes),
            basics.random(),
            basics.ids(),
            basics.clock());
    basics.jdbi().useTransaction(vault::rewrap);
    return vault;
  }

  static ConsultationDesk sessions(Basics basics, Vault vault) {
    return new ConsultationDesk(
        basics.jdbi(),
        new ConsultationStore(),
        new SittingStore(basics.jdbi()),
        vault,
        basics.audit(),
        basics.clock());
  }

  static CrisisDesk crises(Basics basics, Vault vault, ConsultationDesk sessions) {
    return new CrisisDesk(
        basics.jdbi(),
        new ConsultationStore(),
        sessions,
        vault,
        basics.audit(),
        basics.ids(),
        basics.clock());
  }

  static CounsellingSide build(
      Basics basics,
      Rooms rooms,
      CaseSide side,
      Vault vault,
      ConsultationDesk sessions,
      CrisisDesk crises) {
    var jdbi = basics.jdbi();
    var audit = basics.audit();
    var ids = basics.ids();
    var clock = basics.clock();
    var store = new ConsultationStore();
    var json = Json.mapper();
    var centre = basics.centre();
    var phoneCodes =
        new PhoneCodes(jdbi, basics.outbox(), basics.texts(), centre, basics.random(), clock);
    var bookings =
        new BookingDesk(
            new BookingDesk.Parts(
                jdbi,
                store,
                vault,
                phoneCodes,
                rooms.sittings(),
                new Schedule(jdbi, rooms.sittings()),
                side.joins(),
                side.invitations(),
                sessions,
                basics.outbox(),
                basics.texts(),
                centre,
                audit,
                ids,
                clock));
    return new CounsellingSide(
        bookings,
        new HoursDesk(jdbi, centre, audit),
        new PreparationDesk(
            jdbi, store, rooms.sittings(), vault, side.joins(), json, audit, ids, clock),
        new GuardianDesk(
            jdbi, store, rooms.sittings(), vault, phoneCodes, centre, json, audit, ids, clock),
        sessions,
        new NoteDesk(jdbi, sessions, vault, audit, ids, clock),
        crises,
        new DisclosureDesk(jdbi, store, sessions, vault, audit, ids, clock));
  }

  /** The demonstration's counsellor works on weekdays, unless hours were published before. */
  void ensureDemoHours(Staff counsellor) {
    if (hours.published(counsellor).hours().isEmpty()) {
      hours.publish(
          counsellor,
          IntStream.rangeClosed(1, 5)
              .boxed()
              .flatMap(
                  day ->
                      Stream.of(
                          new WorkingHours(day, 9 * 60, 12 * 60),
                          new WorkingHours(day, 14 * 60, 18 * 60)))
              .toList());
    }
  }

  void declare(Api api) {
    new BookingRoutes(bookings, hours).declare(api);
    new PreparationRoutes(preparations, guardians, sessions).declare(api);
    new NoteRoutes(notes).declare(api);
    new CrisisRoutes(crises, disclosures).declare(api);
  }
}
