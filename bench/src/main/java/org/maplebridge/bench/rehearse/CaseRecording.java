package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.maplebridge.bench.client.Staff;

/** The first recording of a case, as the staff's API tells it. */
final class CaseRecording {
  private static final Duration VIEWING_COPY = Duration.ofMinutes(3);

  private CaseRecording() {}

  /** The recording, its viewing copy ready. */
  static JsonNode withViewingCopy(Staff staff, String caseId) {
    if (!Patience.await(VIEWING_COPY, () -> isReady(summary(staff, caseId)))) {
      throw new IllegalStateException("the viewing copy was not ready in time");
    }
    String id = summary(staff, caseId).path("id").asText();
    return staff.door().get("/api/recordings/" + id);
  }

  private static JsonNode summary(Staff staff, String caseId) {
    return staff.door().get("/api/cases/" + caseId).path("recordings").path(0);
  }

  private static boolean isReady(JsonNode recording) {
    return "READY".equals(recording.path("viewingCopy").path("state").asText());
  }
}
