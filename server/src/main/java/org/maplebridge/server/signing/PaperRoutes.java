package org.maplebridge.server.signing;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of links to papers, for parties and for the staff who send them. */
public final class PaperRoutes {
  private final PaperDesk papers;

  public PaperRoutes(PaperDesk papers) {
    this.papers = papers;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.post("/api/cases/:id/parties/:pid/papers-link", this::send);
    staff.post("/api/cases/:id/parties/:pid/identity", this::seen);
    Routes open = api.open();
    open.post("/api/join/:code/papers", this::fromRoom);
    open.post("/api/join/:code/companions/:pid/papers", this::ofCompanion);
    open.get("/api/papers/:code", this::view);
    open.post("/api/papers/:code/phone-code", this::sendCode);
    open.post("/api/papers/:code/proof", this::prove);
  }

  /** Where a call came from. */
  public static PaperDesk.Address from(Call call) {
    return new PaperDesk.Address(call.remoteAddress());
  }

  private Answer send(Call call) {
    papers.send(call.staff(), call.path("id"), call.path("pid"));
    return Answer.none();
  }

  private Answer seen(Call call) {
    papers.seen(call.staff(), call.path("id"), call.path("pid"));
    return Answer.none();
  }

  private Answer fromRoom(Call call) {
    return Answer.json(new CodeBody(papers.fromRoom(call.path("code"), call.remoteAddress())));
  }

  private Answer ofCompanion(Call call) {
    return Answer.json(
        new CodeBody(papers.fromRoom(call.path("code"), call.path("pid"), call.remoteAddress())));
  }

  private Answer view(Call call) {
    return Answer.json(papers.view(call.path("code"), from(call)));
  }

  private Answer sendCode(Call call) {
    papers.sendCode(call.path("code"), from(call));
    return Answer.none();
  }

  private Answer prove(Call call) {
    papers.prove(call.path("code"), from(call), call.body(CodeBody.class).code());
    return Answer.none();
  }

  record CodeBody(String code) {}
}
