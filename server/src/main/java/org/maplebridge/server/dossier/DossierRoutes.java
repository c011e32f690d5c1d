package org.maplebridge.server.dossier;

import java.util.List;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Routes;

/** The HTTP of recordings. */
public final class DossierRoutes {
  private final DossierDesk dossiers;

  public DossierRoutes(DossierDesk dossiers) {
    this.dossiers = dossiers;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/recordings/:id", this::detail);
    staff.post("/api/recordings/:id/viewing", this::view);
    staff.post("/api/recordings/:id/verify", this::verify);
    staff.get("/api/recordings/:id/manifest", this::manifest);
    // A video element sends no token; the address itself is signed.
    api.open().get("/api/viewing/:id", this::play);
  }

  private Answer detail(Call call) {
    return Answer.json(dossiers.detail(call.staff(), call.path("id"), call.locale()));
  }

  private Answer view(Call call) {
    String purpose = call.body(PurposeBody.class).purpose();
    return Answer.json(dossiers.view(call.staff(), call.path("id"), purpose));
  }

  private Answer verify(Call call) {
    Verification result = dossiers.verify(call.staff(), call.path("id"));
    return Answer.json(new VerifyAnswer(result.ok(), result.problems()));
  }

  private Answer manifest(Call call) {
    return new Answer.File(dossiers.manifest(call.staff(), call.path("id")), "application/json");
  }

  private Answer play(Call call) {
    String signature = call.query("signature").orElse("");
    return new Answer.File(
        dossiers.viewingFile(call.path("id"), expires(call), signature), "video/mp4");
  }

  private static long expires(Call call) {
    try {
      return Long.parseLong(call.query("expires").orElse(""));
    } catch (NumberFormatException malformed) {
      throw new ProblemException("http.bad-query", 400, "expires");
    }
  }

  record PurposeBody(String purpose) {}

  record VerifyAnswer(boolean ok, List<Verification.Problem> problems) {}
}
