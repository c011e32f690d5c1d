package org.maplebridge.server.dossier.retention;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of legal holds and destruction lists. */
public final class RetentionRoutes {
  private final HoldDesk holds;
  private final DestructionDesk destructions;

  public RetentionRoutes(HoldDesk holds, DestructionDesk destructions) {
    this.holds = holds;
    this.destructions = destructions;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/cases/:id/holds", this::standing);
    staff.post("/api/cases/:id/holds", this::place);
    staff.delete("/api/cases/:id/holds/:hold", this::release);
    staff.get("/api/destructions", this::overview);
    staff.post("/api/destructions", this::propose);
    staff.post("/api/destructions/:list/decision", this::decide);
    staff.get("/api/destructions/:list/certificate", this::certificate);
  }

  private Answer standing(Call call) {
    return Answer.json(holds.standing(call.staff(), call.path("id")));
  }

  private Answer place(Call call) {
    holds.place(call.staff(), call.path("id"), call.body(ReasonBody.class).reason());
    return Answer.none();
  }

  private Answer release(Call call) {
    holds.release(call.staff(), call.path("id"), call.path("hold"));
    return Answer.none();
  }

  private Answer overview(Call call) {
    return Answer.json(destructions.overview(call.staff()));
  }

  private Answer propose(Call call) {
    destructions.propose(call.staff());
    return Answer.none();
  }

  private Answer decide(Call call) {
    boolean approved = call.body(DecisionBody.class).approved();
    destructions.decide(call.staff(), call.path("list"), approved);
    return Answer.none();
  }

  private Answer certificate(Call call) {
    return new Answer.File(
        destructions.certificate(call.staff(), call.path("list")), "application/pdf");
  }

  record ReasonBody(String reason) {}

  record DecisionBody(boolean approved) {}
}
