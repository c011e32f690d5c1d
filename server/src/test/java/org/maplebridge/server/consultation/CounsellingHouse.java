package org.maplebridge.server.consultation;

import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.consultation.booking.BookingDesk;
import org.maplebridge.server.consultation.booking.HoursDesk;
import org.maplebridge.server.consultation.booking.NewRequest;
import org.maplebridge.server.consultation.booking.WorkingHours;
import org.maplebridge.server.consultation.notes.NoteDesk;
import org.maplebridge.server.consultation.preparation.ConsultationDesk;
import org.maplebridge.server.consultation.preparation.GuardianDesk;
import org.maplebridge.server.consultation.preparation.PreparationDesk;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.signaling.schedule.Schedule;

/** The desks of counselling over the case side and a database of their own. */
public final class CounsellingHouse {
  public static final String ADDRESS = "203.0.113.9";
  public static final String PHONE = "19900000011";

  public final CaseSide side = new CaseSide();
  public final ConsultationStore store = new ConsultationStore();
  public final Outbox outbox = new Outbox(side.jdbi, side.ids, side.clock);
  public final PhoneCodes phoneCodes =
      new PhoneCodes(side.jdbi, outbox, side.texts, side.centre, new SecureRandom(), side.clock);
  public final ConsultationDesk sessions =
      new ConsultationDesk(side.jdbi, store, side.sittings, side.vault, side.audit, side.clock);
  public final BookingDesk bookings =
      new BookingDesk(
          new BookingDesk.Parts(
              side.jdbi,
              store,
              side.vault,
              phoneCodes,
              side.sittings,
              new Schedule(side.jdbi, side.sittings),
              side.joins,
              side.invitations,
              sessions,
              outbox,
              side.texts,
              side.centre,
              side.audit,
              side.ids,
              side.clock));
  public final HoursDesk hours = new HoursDesk(side.jdbi, side.centre, side.audit);
  public final PreparationDesk preparations =
      new PreparationDesk(
          side.jdbi,
          store,
          side.sittings,
          side.vault,
          side.joins,
          Json.mapper(),
          side.audit,
          side.ids,
          side.clock);
  public final GuardianDesk guardians =
      new GuardianDesk(
          side.jdbi,
          store,
          side.sittings,
          side.vault,
          phoneCodes,
          side.centre,
          Json.mapper(),
          side.audit,
          side.ids,
          side.clock);
  public final NoteDesk notes =
      new NoteDesk(side.jdbi, sessions, side.vault, side.audit, side.ids, side.clock);
  public final Staff counsellor = side.staff("周心语", StaffRole.COUNSELLOR, CaseSide.DISTRICT);

  /** Open every weekday from nine to twelve. */
  public CounsellingHouse() {
    hours.publish(
        counsellor,
        IntStream.rangeClosed(1, 5).mapToObj(d -> new WorkingHours(d, 540, 720)).toList());
  }

  public static NewRequest adult(String alias, String phone) {
    return new NewRequest(alias, phone, AgeBand.ADULT, Optional.empty());
  }

  private int asked;

  /** A wish whose phone is proven, each from another address; gives its secret. */
  public String proven(NewRequest wanted) {
    String code = bookings.ask(wanted, "203.0.113." + asked++ % 256);
    bookings.prove(code, ADDRESS, digitsTo(wanted.phone()));
    return code;
  }

  public OffsetDateTime slot(int nth) {
    return bookings.offer().slots().get(nth).startsAt();
  }

  public BookingDesk.Choice choice(int nth) {
    return new BookingDesk.Choice(counsellor.id(), slot(nth));
  }

  /** Books the first free slot; gives the code of the link by which the client comes. */
  public String booked(NewRequest wanted) {
    return codeOf(bookings.book(proven(wanted), ADDRESS, choice(0)));
  }

  public static String codeOf(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  public String sittingOf(String joinCode) {
    return side.joins.guest(joinCode, ADDRESS).sittingId();
  }

  public String digitsTo(String phone) {
    return messages(phone).stream()
        .filter(body -> body.contains("验证码"))
        .reduce((first, last) -> last)
        .orElseThrow()
        .replaceFirst("(?s).*验证码是 (\\d{6}).*", "$1");
  }

  /** Everything queued for a phone, oldest first. */
  public List<String> messages(String phone) {
    return side.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select body from outbox where recipient = :phone order by created_at, ctid")
                .bind("phone", phone)
                .mapTo(String.class)
                .list());
  }

  public String single(String sql) {
    return side.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }
}
