package org.maplebridge.server.dossier;

import java.util.List;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of what is known of recordings. */
public final class DossierRoutes {
  private final DossierDesk dossiers;

  public DossierRoutes(DossierDesk dossiers) {
    this.dossiers = dossiers;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/recordings/:id", this::detail);
    staff.post("/api/recordings/:id/verify", this::verify);
    staff.get("/api/recordings/:id/manifest", this::manifest);
  }

  private Answer detail(Call call) {
    return Answer.json(dossiers.detail(call.staff(), call.path("id"), call.locale()));
  }

  private Answer verify(Call call) {
    Verification result = dossiers.verify(call.staff(), call.path("id"));
    return Answer.json(new VerifyAnswer(result.ok(), result.checked(), result.problems()));
  }

  private Answer manifest(Call call) {
    return new Answer.File(dossiers.manifest(call.staff(), call.path("id")), "application/json");
  }

  record VerifyAnswer(
      boolean ok, Verification.Checked checked, List<Verification.Problem> problems) {}
}
