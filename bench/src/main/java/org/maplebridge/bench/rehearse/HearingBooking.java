package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.SittingKind;

/** A dispute that has gone to court, and its hearing at a court point. */
record HearingBooking(Setting setting, Staff judge, Staff clerk) {
  /** Plaintiff, defendant, agent, witness, observer. */
  static final int BY_LINK = 5;

  /** Books it from now on, with everybody the rehearsal plays; answers the sitting's id. */
  String book() {
    Staff mediator = setting.server().freeMediator();
    JsonNode registered = mediator.registerCase("民间借贷纠纷", List.of("张某某", "李某某"));
    String caseId = registered.path("id").asText();
    mediator.door().post("/api/cases/" + caseId + "/numbers", Map.of("raw", "（2026）川0503民初1号"));
    JsonNode parties = registered.path("parties");
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    Map<String, Object> booking =
        Map.of(
            "caseId", caseId,
            "kind", SittingKind.HEARING,
            "startsAt", now.toString(),
            "endsAt", now.plus(Duration.ofHours(1)).toString(),
            "placeId", courtPoint(),
            "hostId", judge.door().staffId(),
            "participants",
                List.of(
                    Map.of("partyId", parties.path(0).path("id").asText(), "role", Role.PLAINTIFF),
                    Map.of("partyId", parties.path(1).path("id").asText(), "role", Role.DEFENDANT),
                    Map.of("guest", guest("赵代理", 31), "role", Role.AGENT, "side", Side.CLAIMING),
                    Map.of("guest", guest("孙证人", 32), "role", Role.WITNESS),
                    Map.of("guest", guest("邻居甲", 33), "role", Role.OBSERVER),
                    Map.of("staffId", clerk.door().staffId(), "role", Role.CLERK)));
    return judge.door().post("/api/sittings", booking).path("id").asText();
  }

  private static Map<String, Object> guest(String name, int number) {
    return Map.of("name", name, "phone", "199000000%02d".formatted(number));
  }

  private String courtPoint() {
    for (JsonNode place : judge.door().get("/api/places")) {
      if (place.path("courtPoint").asBoolean()) {
        return place.path("id").asText();
      }
    }
    throw new IllegalStateException("the demonstration has no court point");
  }
}
