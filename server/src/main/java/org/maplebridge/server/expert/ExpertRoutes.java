package org.maplebridge.server.expert;

import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of the panel and of calling an expert. */
public final class ExpertRoutes {
  private final ExpertRoster roster;
  private final ExpertDesk experts;

  public ExpertRoutes(ExpertRoster roster, ExpertDesk experts) {
    this.roster = roster;
    this.experts = experts;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/experts", call -> Answer.json(roster.all(call.staff())));
    staff.post("/api/experts", this::put);
    staff.post("/api/experts/:id/shifts", this::addShift);
    staff.delete("/api/experts/:id/shifts/:shift", this::removeShift);
    staff.get("/api/sittings/:id/expert-calls", this::ofSitting);
    staff.post("/api/sittings/:id/expert-calls", this::ask);
    staff.get("/api/expert-calls", call -> Answer.json(experts.bell(call.staff())));
    staff.get("/api/expert-calls/:id", this::shared);
    staff.get("/api/expert-calls/:id/documents/:document", this::paper);
    staff.post("/api/expert-calls/:id/accept", this::accept);
    staff.post("/api/expert-calls/:id/decline", this::decline);
    staff.post("/api/expert-calls/:id/withdraw", this::withdraw);
  }

  private Answer put(Call call) {
    roster.put(call.staff(), call.body(ExpertRoster.Entry.class));
    return Answer.none();
  }

  private Answer addShift(Call call) {
    roster.addShift(call.staff(), call.path("id"), call.body(ExpertRoster.NewShift.class));
    return Answer.none();
  }

  private Answer removeShift(Call call) {
    roster.removeShift(call.staff(), call.path("id"), call.path("shift"));
    return Answer.none();
  }

  private Answer ofSitting(Call call) {
    return Answer.json(experts.ofSitting(call.staff(), call.path("id")));
  }

  private Answer ask(Call call) {
    experts.ask(call.staff(), call.path("id"), call.body(ExpertDesk.Asked.class));
    return Answer.json(experts.ofSitting(call.staff(), call.path("id")));
  }

  private Answer shared(Call call) {
    return Answer.json(experts.shared(call.staff(), call.path("id")));
  }

  private Answer paper(Call call) {
    DocumentDesk.Contents paper =
        experts.paper(call.staff(), call.path("id"), call.path("document"));
    return new Answer.File(paper.file(), paper.mediaType());
  }

  private Answer accept(Call call) {
    experts.accept(call.staff(), call.path("id"));
    return Answer.json(experts.shared(call.staff(), call.path("id")));
  }

  private Answer decline(Call call) {
    experts.decline(call.staff(), call.path("id"));
    return Answer.none();
  }

  private Answer withdraw(Call call) {
    experts.withdraw(call.staff(), call.path("id"));
    return Answer.none();
  }
}
