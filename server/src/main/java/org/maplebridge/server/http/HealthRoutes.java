package org.maplebridge.server.http;

import java.time.OffsetDateTime;

/** {@code /api/health}: that the server is up, since when, and which version. */
public final class HealthRoutes {
  private final String version;
  private final OffsetDateTime startedAt;

  public HealthRoutes(String version, OffsetDateTime startedAt) {
    this.version = version;
    this.startedAt = startedAt;
  }

  public void declare(Api api) {
    api.open().get("/api/health", call -> Answer.json(new Health(true, version, startedAt)));
  }

  private record Health(boolean ok, String version, OffsetDateTime startedAt) {}
}
