package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Supplier;
import org.maplebridge.bench.client.Staff;

/** A recording as the staff's API tells it. */
final class CaseRecording {
  private static final Duration VIEWING_COPY = Duration.ofMinutes(3);

  private CaseRecording() {}

  /** The first recording of a case, its viewing copy ready. */
  static JsonNode ofCase(Staff staff, String caseId) {
    Supplier<JsonNode> first =
        () -> staff.door().get("/api/cases/" + caseId).path("recordings").path(0);
    awaitViewingCopy(first);
    return read(staff, first.get().path("id").asText());
  }

  /** A recording, its viewing copy ready. */
  static JsonNode withViewingCopy(Staff staff, String id) {
    awaitViewingCopy(() -> read(staff, id));
    return read(staff, id);
  }

  private static JsonNode read(Staff staff, String id) {
    return staff.door().get("/api/recordings/" + id);
  }

  private static void awaitViewingCopy(Supplier<JsonNode> recording) {
    boolean ready =
        Patience.await(
            VIEWING_COPY,
            () -> "READY".equals(recording.get().path("viewingCopy").path("state").asText()));
    if (!ready) {
      throw new IllegalStateException("the viewing copy was not ready in time");
    }
  }
}
