package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.rehearse.RehearsalReport.Person;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.CrisisLevel;
import org.maplebridge.signaling.protocol.Move;

/**
 * A consultation from booking to closing: a client books by phone, nobody begins unprepared, no tap
 * exists without the client's signature, the client stops the recording, nobody is left alone in a
 * crisis, and the notes are for the counsellor alone.
 */
final class ConsultationRehearsal implements Rehearsal {
  private static final String PHONE = "19900000021";
  private static final Duration SETTLE = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Setting setting;
  private final Staff counsellor;
  private final Door client;
  private final Troupe troupe = new Troupe(List.of("COUNSELLOR", "CLIENT"));

  ConsultationRehearsal(Setting setting) {
    this.setting = setting;
    this.counsellor = setting.server().staff("counsellor");
    this.client = Door.of(counsellor.door().base());
  }

  @Override
  public RehearsalReport run() {
    String code = book();
    String id =
        counsellor.door().get("/api/consultations/sessions").path(0).path("sittingId").asText();
    prepare(code, id);
    try (Engine engine = new Engine();
        Stage stage = Stage.held(engine, counsellor, id, List.of(code))) {
      troupe.bringIn(stage);
      troupe.awaitPictures();
      withoutTap();
      double seconds = record(code);
      crisis();
      List<Person> persons = troupe.persons();
      troupe.host().say(ClientMessage.CloseSitting::new);
      finish(id);
      return report(id, persons, seconds);
    }
  }

  /** The client chooses a slot, gives an alias and the code from the phone; answers the link's. */
  private String book() {
    List<Map<String, Object>> hours = new ArrayList<>();
    IntStream.rangeClosed(1, 7)
        .forEach(day -> hours.add(Map.of("weekday", day, "fromMinute", 0, "toMinute", 1440)));
    counsellor.door().post("/api/consultations/hours", Map.of("hours", hours));
    String request =
        client
            .post(
                "/api/consultations/requests",
                Map.of("alias", "来访者甲", "phone", PHONE, "ageBand", "ADULT"))
            .path("code")
            .asText();
    String path = "/api/consultations/requests/" + request;
    client.post(
        path + "/proof", Map.of("code", sms("验证码").replaceFirst("(?s).*?(\\d{6}).*", "$1")));
    JsonNode slot = client.get("/api/consultations/offer").path("slots").path(0);
    client.post(
        path + "/booking",
        Map.of(
            "counsellorId", counsellor.door().staffId(),
            "startsAt", slot.path("startsAt").asText()));
    return sms("/j/").replaceFirst("(?s).*/j/([\\w-]+).*", "$1");
  }

  private String sms(String words) {
    Patience.await(PATIENCE, () -> setting.carrier().newest(PHONE, words).isPresent());
    return setting.carrier().newest(PHONE, words).orElseThrow().text();
  }

  /** Both say where they are, and the client signs the sheet; before that nobody is let in. */
  private void prepare(String code, String id) {
    troupe.requireRefusal("consultation.place", () -> Stage.tryDoor(counsellor, id));
    counsellor
        .door()
        .post("/api/consultations/sessions/" + id + "/place", Map.of("place", "中心咨询室"));
    JsonNode said =
        client.post(
            "/api/join/" + code + "/preparation",
            Map.of("place", "家中", "contact", "姐姐", "contactPhone", "13800009999"));
    troupe.requireRefusal("consultation.sheet", () -> Stage.tryDoor(client, code));
    sign("/api/join/" + code + "/sheet", said.path("sheet").path("sha256").asText());
  }

  private void sign(String path, String sha256) {
    List<Map<String, Integer>> points =
        IntStream.range(0, 30)
            .mapToObj(i -> Map.of("x", 100 + i * 20, "y", 200 + i % 7, "t", i * 15))
            .toList();
    client.post(
        path,
        Map.of("drawn", Map.of("strokes", List.of(Map.of("points", points))), "sha256", sha256));
  }

  /** Nobody but the client can have it recorded, and no file is there. */
  private void withoutTap() {
    troupe.requireRefusal(
        "recording.client", () -> troupe.host().say(ClientMessage.StartRecording::new));
    troupe.host().say(ClientMessage.AskConsent::new);
    troupe.requireRefusal("consent.signature", () -> troupe.get(1).consentWhenAsked());
    troupe.measure(SETTLE);
    troupe.require(setting.tracks() == 0, "something was recorded without a signature");
  }

  /** The client signs, it is recorded, the client stops it; answers how long, in seconds. */
  private double record(String code) {
    JsonNode preparation = client.get("/api/join/" + code + "/preparation");
    sign(
        "/api/join/" + code + "/recording-consent",
        preparation.path("recording").path("sha256").asText());
    troupe.get(1).consentWhenAsked();
    troupe.host().say(ClientMessage.StartRecording::new);
    long started = System.nanoTime();
    troupe.measure(setting.length());
    double seconds = (System.nanoTime() - started) / 1e9;
    troupe.require(setting.tracks() > 0, "nothing was recorded with a signature");
    troupe.get(1).withdrawConsent();
    troupe.requireRefusal(
        "recording.not-on", () -> troupe.host().say(ClientMessage.StopRecording::new));
    troupe.requireRefusal(
        "recording.client", () -> troupe.host().say(ClientMessage.StartRecording::new));
    return seconds;
  }

  private void crisis() {
    troupe.proceed(0, new Move.SetCrisis(CrisisLevel.L3));
    troupe.requireRefusal("crisis.stay", () -> troupe.host().say(ClientMessage.CloseSitting::new));
    Staff chief = setting.server().staff("chief");
    troupe.await(
        () -> chief.door().get("/api/consultations/crises").size() == 1,
        "the duty chief did not see the crisis");
    troupe.proceed(0, new Move.SetCrisis(CrisisLevel.L0));
  }

  private void finish(String id) {
    String path = "/api/consultations/sessions/" + id;
    counsellor.door().post(path + "/notes", Map.of("basedOn", 0, "text", "首次咨询，约定下周。"));
    troupe.requireRefusal(
        "consultation.counsellor-only",
        () -> setting.server().staff("admin").door().get(path + "/notes"));
    counsellor.door().post(path + "/crisis/end", Map.of("text", "已缓解"));
    counsellor.door().post(path + "/closing", Map.of());
  }

  private RehearsalReport report(String id, List<Person> persons, double seconds) {
    JsonNode detail = counsellor.door().get("/api/consultations/sessions/" + id);
    String recordingId = detail.path("recordingId").asText();
    String path = "/api/recordings/" + recordingId;
    troupe.requireRefusal(
        "recording.unknown", () -> setting.server().staff("admin").door().get(path));
    Archive archive =
        Archive.of(
            setting.server().process(),
            CaseRecording.withViewingCopy(counsellor, recordingId),
            new Archive.Expected(seconds, Troupe.FRAMES_PER_SECOND, troupe.tones()));
    JsonNode registered =
        JsonNodeFactory.instance.objectNode().put("platformNumber", detail.path("number").asText());
    return RehearsalReport.of(
        RehearsalKind.CONSULTATION, registered, persons, archive, troupe.problems());
  }
}
