package org.maplebridge.server.alarm;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of silent alarms. */
public final class AlarmRoutes {
  private final AlarmDesk alarms;

  public AlarmRoutes(AlarmDesk alarms) {
    this.alarms = alarms;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/silent-alarms", call -> Answer.json(alarms.list(call.staff())));
    staff.post("/api/silent-alarms/:id/acknowledge", this::acknowledge);
  }

  private Answer acknowledge(Call call) {
    Remark body = call.body(Remark.class);
    return Answer.json(alarms.acknowledge(call.staff(), call.path("id"), body.remark()));
  }

  record Remark(String remark) {}
}
