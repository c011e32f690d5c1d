package org.maplebridge.server.consultation.booking;

import java.time.OffsetDateTime;
import java.util.List;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of booking a consultation. */
public final class BookingRoutes {
  private final BookingDesk desk;
  private final HoursDesk hours;

  public BookingRoutes(BookingDesk desk, HoursDesk hours) {
    this.desk = desk;
    this.hours = hours;
  }

  public void declare(Api api) {
    Routes open = api.open();
    open.get("/api/consultations/offer", call -> Answer.json(desk.offer()));
    open.post("/api/consultations/requests", this::ask);
    open.post("/api/consultations/requests/:code/phone-code", this::sendAgain);
    open.post("/api/consultations/requests/:code/proof", this::prove);
    open.post("/api/consultations/requests/:code/booking", this::book);
    open.get("/api/join/:code/slots", this::others);
    open.post("/api/join/:code/slot", this::change);
    open.post("/api/join/:code/cancellation", this::cancel);
    Routes staff = api.staff();
    staff.get("/api/consultations/hours", call -> Answer.json(hours.published(call.staff())));
    staff.post("/api/consultations/hours", this::publish);
    staff.post("/api/consultations/sessions/:id/cancellation", this::cancelByCounsellor);
  }

  private Answer ask(Call call) {
    return Answer.json(new Asked(desk.ask(call.body(NewRequest.class), call.remoteAddress())));
  }

  private Answer sendAgain(Call call) {
    desk.sendAgain(call.path("code"), call.remoteAddress());
    return Answer.none();
  }

  private Answer prove(Call call) {
    desk.prove(call.path("code"), call.remoteAddress(), call.body(Digits.class).code());
    return Answer.none();
  }

  private Answer book(Call call) {
    BookingDesk.Choice choice = call.body(BookingDesk.Choice.class);
    return Answer.json(new Link(desk.book(call.path("code"), call.remoteAddress(), choice)));
  }

  private Answer others(Call call) {
    return Answer.json(desk.others(call.path("code"), call.remoteAddress()));
  }

  private Answer change(Call call) {
    OffsetDateTime startsAt = call.body(Start.class).startsAt();
    return Answer.json(new Link(desk.change(call.path("code"), call.remoteAddress(), startsAt)));
  }

  private Answer cancel(Call call) {
    desk.cancel(call.path("code"), call.remoteAddress());
    return Answer.none();
  }

  private Answer cancelByCounsellor(Call call) {
    desk.cancelByCounsellor(call.staff(), call.path("id"));
    return Answer.none();
  }

  private Answer publish(Call call) {
    return Answer.json(hours.publish(call.staff(), call.body(Hours.class).hours()));
  }

  record Asked(String code) {}

  record Digits(String code) {}

  record Link(String url) {}

  record Start(OffsetDateTime startsAt) {}

  record Hours(List<WorkingHours> hours) {}
}
