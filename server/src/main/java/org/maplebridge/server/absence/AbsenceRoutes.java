package org.maplebridge.server.absence;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.invitation.SittingDesk;

/** The HTTP of the absences of a sitting, for whoever leads it and its clerk. */
public final class AbsenceRoutes {
  private final SittingDesk sittings;
  private final AbsenceLog absences;

  public AbsenceRoutes(SittingDesk sittings, AbsenceLog absences) {
    this.sittings = sittings;
    this.absences = absences;
  }

  public void declare(Api api) {
    api.staff().get("/api/sittings/:id/absences", this::list);
  }

  private Answer list(Call call) {
    String id = sittings.hosted(call.staff(), call.path("id")).id();
    return Answer.json(absences.of(call.staff(), id));
  }
}
