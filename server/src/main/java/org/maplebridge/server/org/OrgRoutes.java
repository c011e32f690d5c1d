package org.maplebridge.server.org;

import java.util.Optional;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;

/** {@code /api/org} and {@code /api/places}. */
public final class OrgRoutes {
  private final OrgDirectory directory;

  public OrgRoutes(OrgDirectory directory) {
    this.directory = directory;
  }

  public void declare(Api api) {
    api.staff().get("/api/org", this::units);
    api.staff().get("/api/places", call -> Answer.json(directory.places()));
  }

  private Answer units(Call call) {
    return Answer.json(
        directory.list(call.query("under")).stream()
            .map(unit -> new Unit(unit.code(), unit.parentCode(), unit.level(), unit.name()))
            .toList());
  }

  private record Unit(String code, Optional<String> parentCode, Level level, String name) {}
}
