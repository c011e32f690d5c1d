package org.maplebridge.server.courtpoint;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;
import org.maplebridge.server.org.District;

/** The HTTP of court points and of their hosts. */
public final class CourtPointRoutes {
  private final PointDesk points;
  private final HostDesk hosts;
  private final InstantSource clock;

  public CourtPointRoutes(PointDesk points, HostDesk hosts, InstantSource clock) {
    this.points = points;
    this.hosts = hosts;
    this.clock = clock;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/court-points", this::calendar);
    staff.get("/api/court-points/:id", this::detail);
    staff.post("/api/court-points/:id", this::change);
    staff.post("/api/court-points/:id/devices", this::addDevice);
    staff.delete("/api/court-points/:id/devices/:device", this::removeDevice);
    staff.post("/api/court-points/:id/checks", this::checked);
    staff.post("/api/court-points/:id/closures", this::close);
    staff.delete("/api/court-points/:id/closures/:closure", this::reopen);
    staff.get("/api/court-day", this::day);
    staff.get("/api/sittings/:id/court-point", this::ofSitting);
    staff.post("/api/sittings/:id/check-list", this::looked);
    staff.post("/api/sittings/:id/room-ready", this::ready);
  }

  private Answer calendar(Call call) {
    OffsetDateTime from = from(call);
    return Answer.json(points.calendar(call.staff(), from, to(call, from)));
  }

  private Answer day(Call call) {
    OffsetDateTime from = from(call);
    return Answer.json(hosts.day(call.staff(), from, to(call, from)));
  }

  private Answer detail(Call call) {
    return Answer.json(points.detail(call.staff(), call.path("id")));
  }

  private Answer change(Call call) {
    points.change(call.staff(), call.path("id"), call.body(PointDesk.Entry.class));
    return detail(call);
  }

  private Answer addDevice(Call call) {
    points.addDevice(call.staff(), call.path("id"), call.body(PointDesk.NewDevice.class));
    return detail(call);
  }

  private Answer removeDevice(Call call) {
    points.removeDevice(call.staff(), call.path("id"), call.path("device"));
    return Answer.none();
  }

  private Answer checked(Call call) {
    points.checked(call.staff(), call.path("id"), call.body(ChecksBody.class).checks());
    return detail(call);
  }

  private Answer close(Call call) {
    points.close(call.staff(), call.path("id"), call.body(PointDesk.NewClosure.class));
    return detail(call);
  }

  private Answer reopen(Call call) {
    points.reopen(call.staff(), call.path("id"), call.path("closure"));
    return Answer.none();
  }

  private Answer ofSitting(Call call) {
    return hosts.of(call.staff(), call.path("id")).map(Answer::json).orElseGet(Answer::none);
  }

  private Answer looked(Call call) {
    hosts.looked(call.staff(), call.path("id"), call.body(HostDesk.Looked.class));
    return Answer.none();
  }

  private Answer ready(Call call) {
    hosts.ready(call.staff(), call.path("id"));
    return Answer.none();
  }

  /** Without a time, today in the district. */
  private OffsetDateTime from(Call call) {
    LocalDate today = clock.instant().atZone(District.ZONE).toLocalDate();
    return call.time("from").orElseGet(() -> today.atStartOfDay(District.ZONE).toOffsetDateTime());
  }

  private static OffsetDateTime to(Call call, OffsetDateTime from) {
    return call.time("to").orElseGet(() -> from.plusDays(1));
  }

  record ChecksBody(List<PointDesk.Found> checks) {

    ChecksBody {
      checks = List.copyOf(checks);
    }
  }
}
