package org.maplebridge.server.dossier.linkage;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of hand-overs. */
public final class HandoverRoutes {
  private final HandoverDesk handovers;

  public HandoverRoutes(HandoverDesk handovers) {
    this.handovers = handovers;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/cases/:id/handovers", this::list);
    staff.post("/api/cases/:id/handovers", this::make);
    staff.get("/api/cases/:id/handovers/:handover/package", this::fetch);
    staff.post("/api/cases/:id/handovers/:handover/answer", this::answer);
  }

  private Answer list(Call call) {
    return Answer.json(handovers.of(call.staff(), call.path("id")));
  }

  private Answer make(Call call) {
    return Answer.json(
        handovers.make(call.staff(), call.path("id"), call.body(HandoverDesk.NewHandover.class)));
  }

  private Answer fetch(Call call) {
    return new Answer.File(
        handovers.file(call.staff(), call.path("id"), call.path("handover")), "application/zip");
  }

  private Answer answer(Call call) {
    String words = call.body(AnswerBody.class).answer();
    handovers.answered(call.staff(), call.path("id"), call.path("handover"), words);
    return Answer.none();
  }

  record AnswerBody(String answer) {}
}
