package org.maplebridge.server.invitation;

import java.util.List;
import org.maplebridge.server.courtpoint.HostDesk;
import org.maplebridge.server.courtpoint.PointTask;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of joining by link, for anyone who holds one. */
public final class JoinRoutes {
  private final JoinDesk joins;
  private final DeviceCheckDesk checks;
  private final HostDesk hosts;

  public JoinRoutes(JoinDesk joins, DeviceCheckDesk checks, HostDesk hosts) {
    this.joins = joins;
    this.checks = checks;
    this.hosts = hosts;
  }

  public void declare(Api api) {
    Routes open = api.open();
    open.get("/api/join/:code", this::view);
    open.post("/api/join/:code/consent", this::consent);
    open.post("/api/join/:code/ticket", this::ticket);
    open.post("/api/join/:code/check", this::check);
    Routes staff = api.staff();
    staff.get("/api/tasks", this::tasks);
    staff.get("/api/tasks/:pid/phone", this::phone);
    staff.post("/api/tasks/:pid/done", this::done);
  }

  private Answer view(Call call) {
    return Answer.json(joins.view(call.path("code"), call.remoteAddress(), call.locale()));
  }

  private Answer consent(Call call) {
    String version = call.body(ConsentBody.class).textVersion();
    joins.consent(call.path("code"), call.remoteAddress(), version, call.locale());
    return Answer.none();
  }

  private Answer ticket(Call call) {
    return Answer.json(joins.ticket(call.path("code"), call.remoteAddress()));
  }

  private Answer check(Call call) {
    checks.checked(call.path("code"), call.remoteAddress(), call.body(DeviceCheckDesk.Found.class));
    return Answer.none();
  }

  private Answer tasks(Call call) {
    return Answer.json(new Tasks(checks.tasks(call.staff()), hosts.tasks(call.staff())));
  }

  private Answer phone(Call call) {
    return Answer.json(new PhoneBody(checks.phone(call.staff(), call.path("pid"))));
  }

  private Answer done(Call call) {
    checks.handled(call.staff(), call.path("pid"));
    return Answer.none();
  }

  /** Equipment somebody must see to: of people who come by a link, and of court points. */
  record Tasks(List<DeviceCheckDesk.Task> checks, List<PointTask> points) {}

  record PhoneBody(String phone) {}

  record ConsentBody(String textVersion) {}
}
