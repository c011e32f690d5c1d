package org.maplebridge.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;

/** What a mediator does at the desk: registers a case, books a sitting, makes join links. */
public final class Staff {
  private static final Set<String> ENDED = Set.of("ENDED", "CANCELLED");

  private final Door door;

  /**
   * @param door signed in
   */
  public Staff(Door door) {
    this.door = door;
  }

  public Door door() {
    return door;
  }

  /** Registers a case of two neighbours and more; answers the case. */
  public JsonNode registerCase(String title, List<String> partyNames) {
    List<Map<String, Object>> parties = new ArrayList<>();
    for (int i = 0; i < partyNames.size(); i++) {
      parties.add(
          Map.of(
              "name", partyNames.get(i),
              "phone", "1990000%04d".formatted(i),
              "side", i % 2 == 0 ? "APPLICANT" : "RESPONDENT",
              "flags", List.of()));
    }
    return door.post(
        "/api/cases",
        Map.of(
            "title", title,
            "category", "02",
            "facts", "两家因屋后通道的使用发生争执。",
            "demand", "请求调解通道的使用办法。",
            "orgCode", "510503001",
            "parties", parties));
  }

  /**
   * Books a sitting of a case from now on, hosted by the caller; answers the sitting.
   *
   * @param registered the case, its parties the cast's in the same order
   */
  public JsonNode bookNow(JsonNode registered, Duration length, Cast cast) {
    List<Map<String, Object>> participants = new ArrayList<>();
    for (JsonNode party : registered.path("parties")) {
      Cast.Part part = cast.parties().get(participants.size());
      participants.add(Map.of("partyId", party.path("id").asText(), "role", part.role()));
    }
    return book(registered, length, cast.kind(), participants);
  }

  /** Books a lecture from now on; the caller and these colleagues speak. Answers the sitting. */
  public JsonNode bookLecture(JsonNode registered, Duration length, List<Staff> colleagues) {
    List<Map<String, Object>> participants = new ArrayList<>();
    for (Staff colleague : colleagues) {
      participants.add(Map.of("staffId", colleague.door().staffId(), "role", Role.LECTURER));
    }
    return book(registered, length, SittingKind.LECTURE, participants);
  }

  private JsonNode book(
      JsonNode registered,
      Duration length,
      SittingKind kind,
      List<Map<String, Object>> participants) {
    Map<String, Object> booking = new HashMap<>();
    booking.put("caseId", registered.path("id").asText());
    booking.put("kind", kind);
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    booking.put("startsAt", now.toString());
    booking.put("endsAt", now.plus(length).toString());
    booking.put("hostId", door.staffId());
    booking.put("participants", participants);
    return door.post("/api/sittings", booking);
  }

  /** The caller's sitting that should be running now. */
  public String sittingNow() {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    JsonNode sittings =
        door.get("/api/sittings?mine=true&from=" + now + "&to=" + now.plusMinutes(1));
    for (JsonNode sitting : sittings) {
      if (!ENDED.contains(sitting.path("state").asText())) {
        return sitting.path("id").asText();
      }
    }
    throw new IllegalStateException("no sitting of the demonstration is running now");
  }

  /** Makes the join link of a participant; answers its address. */
  public String link(String sittingId, String participantId) {
    String path = "/api/sittings/" + sittingId + "/participants/" + participantId + "/link";
    return door.post(path, Map.of()).path("url").asText();
  }

  /** The host's own ticket. */
  public JsonNode ticket(String sittingId) {
    return door.post("/api/sittings/" + sittingId + "/ticket", Map.of());
  }

  /** What a party does with a link: reads the invitation, consents to taking part online. */
  public static JsonNode acceptInvitation(Door anyone, String code) {
    JsonNode invitation = anyone.get("/api/join/" + code);
    anyone.post(
        "/api/join/" + code + "/consent",
        Map.of("textVersion", invitation.path("consent").path("textVersion").asText()));
    return invitation;
  }

  /** A party's ticket. */
  public static JsonNode partyTicket(Door anyone, String code) {
    return anyone.post("/api/join/" + code + "/ticket", Map.of());
  }
}
