package org.maplebridge.server.invitation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.ticket.MediaUse;

/** The HTTP of sittings and their links, for staff. */
public final class SittingRoutes {
  private final SittingDesk sittings;
  private final InvitationDesk invitations;
  private final DeviceDesk devices;
  private final InstantSource clock;

  public SittingRoutes(
      SittingDesk sittings, InvitationDesk invitations, DeviceDesk devices, InstantSource clock) {
    this.sittings = sittings;
    this.invitations = invitations;
    this.devices = devices;
    this.clock = clock;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/sittings", this::list);
    staff.post("/api/sittings", this::book);
    staff.get("/api/sittings/:id", this::detail);
    staff.post("/api/sittings/:id/participants/:pid/link", this::sendLink);
    staff.delete("/api/sittings/:id/participants/:pid/link", this::revokeLink);
    staff.post("/api/sittings/:id/participants/:pid/media-token", this::mediaToken);
    staff.post("/api/sittings/:id/ticket", this::ticket);
    staff.post("/api/sittings/:id/cancel", this::cancel);
  }

  /** Without times, today in the district. */
  private Answer list(Call call) {
    LocalDate today = clock.instant().atZone(District.ZONE).toLocalDate();
    OffsetDateTime from =
        call.time("from").orElseGet(() -> today.atStartOfDay(District.ZONE).toOffsetDateTime());
    OffsetDateTime to = call.time("to").orElseGet(() -> from.plusDays(1));
    boolean mine = call.query("mine").filter("true"::equals).isPresent();
    return Answer.json(sittings.between(call.staff(), from, to, mine));
  }

  private Answer book(Call call) {
    String id = sittings.book(call.staff(), call.body(NewSitting.class));
    return Answer.json(sittings.detail(call.staff(), id));
  }

  private Answer detail(Call call) {
    return Answer.json(sittings.detail(call.staff(), call.path("id")));
  }

  private Answer sendLink(Call call) {
    return Answer.json(invitations.send(call.staff(), call.path("id"), call.path("pid")));
  }

  private Answer revokeLink(Call call) {
    invitations.revoke(call.staff(), call.path("id"), call.path("pid"));
    return Answer.none();
  }

  private Answer mediaToken(Call call) {
    MediaUse use = call.body(MediaTokenBody.class).use();
    return Answer.json(devices.token(call.staff(), call.path("id"), call.path("pid"), use));
  }

  private Answer ticket(Call call) {
    return Answer.json(sittings.ticket(call.staff(), call.path("id")));
  }

  private Answer cancel(Call call) {
    sittings.cancel(call.staff(), call.path("id"), call.body(CancelBody.class).reason());
    return Answer.none();
  }

  record MediaTokenBody(MediaUse use) {}

  record CancelBody(String reason) {}
}
