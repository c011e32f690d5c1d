package org.maplebridge.server.reconciliation;

import java.util.List;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** {@code /api/recording-alarms}. */
public final class ReconciliationRoutes {
  private final Reconciliation reconciliation;

  public ReconciliationRoutes(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/recording-alarms", this::list);
    staff.post("/api/recording-alarms/:id/settle", this::settle);
  }

  private Answer list(Call call) {
    return Answer.json(
        new Alarms(
            reconciliation.alarms(call.staff(), call.locale()),
            reconciliation.settled(call.staff(), call.locale())));
  }

  private Answer settle(Call call) {
    String remark = call.body(Remark.class).remark();
    reconciliation.settle(call.staff(), call.path("id"), remark);
    return list(call);
  }

  record Alarms(List<Reconciliation.AlarmView> items, List<Reconciliation.AlarmView> settled) {}

  record Remark(String remark) {}
}
