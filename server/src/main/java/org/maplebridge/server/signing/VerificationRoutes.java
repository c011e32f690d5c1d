package org.maplebridge.server.signing;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of verification, for anyone. */
public final class VerificationRoutes {
  private final VerificationDesk verifications;

  public VerificationRoutes(VerificationDesk verifications) {
    this.verifications = verifications;
  }

  public void declare(Api api) {
    Routes open = api.open();
    open.get("/api/verify/:id", this::known);
    open.get("/api/verify/:id/signature", this::signature);
    open.get("/api/verification-key", this::key);
  }

  private Answer known(Call call) {
    return Answer.json(verifications.known(call.path("id"), call.remoteAddress()));
  }

  private Answer signature(Call call) {
    return Answer.bytes(
        "application/octet-stream", verifications.signature(call.path("id"), call.remoteAddress()));
  }

  private Answer key(Call call) {
    return new Answer.Text("application/x-pem-file", verifications.publicKey());
  }
}
