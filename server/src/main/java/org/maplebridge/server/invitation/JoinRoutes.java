package org.maplebridge.server.invitation;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of joining by link, for anyone who holds one. */
public final class JoinRoutes {
  private final JoinDesk joins;

  public JoinRoutes(JoinDesk joins) {
    this.joins = joins;
  }

  public void declare(Api api) {
    Routes open = api.open();
    open.get("/api/join/:code", this::view);
    open.post("/api/join/:code/consent", this::consent);
    open.post("/api/join/:code/ticket", this::ticket);
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

  record ConsentBody(String textVersion) {}
}
