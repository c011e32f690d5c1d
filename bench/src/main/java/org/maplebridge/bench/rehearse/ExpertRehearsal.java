package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maplebridge.bench.client.Cast;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.rehearse.RehearsalReport.Person;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Move;

/**
 * A mediation runs and its mediator asks for an expert. The first one does not answer in time, the
 * next one accepts, joins as a third party, sees what was shared for this call and nothing else, is
 * objected to and comes back when the objection is dismissed, and leaves; the mediation goes on.
 */
final class ExpertRehearsal implements Rehearsal {
  /** In place of a quarter of an hour. */
  static final Duration RING = Duration.ofSeconds(6);

  private static final String QUESTION = "电动自行车逆行，责任应当怎样划分？";
  private static final String SUMMARY = "两车相撞，一人骨折，双方对责任比例有争议。";
  private static final int EXPERT = 3;

  private final Setting setting;
  private final Staff mediator;
  private final Troupe troupe =
      new Troupe(List.of("MEDIATOR", "APPLICANT", "RESPONDENT", "EXPERT"));

  ExpertRehearsal(Setting setting) {
    this.setting = setting;
    this.mediator = setting.server().freeMediator();
  }

  @Override
  public RehearsalReport run() {
    try (Engine engine = new Engine();
        Stage stage =
            Stage.book(engine, mediator, "村口撞车赔偿", Cast.mediation(List.of("张某某", "李某某")))) {
      troupe.bringIn(stage, stage.parties());
      troupe.awaitPictures();
      Files files = bringPapers(stage.registered().path("id").asText());
      String callId = ask(stage.sittingId(), files.shared());
      Staff expert = ring(stage.sittingId(), callId);
      seesWhatIsShared(expert, callId, stage, files);
      troupe.colleague(stage, expert);
      troupe.awaitPictures();
      objection();
      double seconds = troupe.record(setting.length());
      List<Person> persons = troupe.persons();
      leave();
      troupe.host().say(ClientMessage.CloseSitting::new);
      troupe.requireRefusal("expert.over", () -> expert.door().get("/api/expert-calls/" + callId));
      return report(stage.registered(), persons, seconds);
    }
  }

  /** Ids of a paper that is shared and of one that is not. */
  private record Files(String shared, String kept) {}

  private Files bringPapers(String caseId) {
    String path = "/api/uploads/cases/" + caseId + "/documents?kind=EVIDENCE&party=&title=";
    mediator.door().upload(path + "accident-report", bytes("事故认定书：双方各负一定责任。"));
    mediator.door().upload(path + "bottom-line", bytes("申请人的底线是三万元。"));
    List<String> ids = new ArrayList<>();
    for (String title : List.of("accident-report", "bottom-line")) {
      ids.add(paper(caseId, title));
    }
    return new Files(ids.getFirst(), ids.getLast());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String paper(String caseId, String title) {
    for (JsonNode place : mediator.door().get("/api/cases/" + caseId + "/file").path("places")) {
      for (JsonNode document : place.path("documents")) {
        if (title.equals(document.path("title").asText())) {
          return document.path("id").asText();
        }
      }
    }
    throw new IllegalStateException("the file has no " + title);
  }

  private String ask(String sittingId, String document) {
    Map<String, Object> asked =
        Map.of(
            "specialty",
            "02",
            "question",
            QUESTION,
            "summary",
            SUMMARY,
            "documents",
            List.of(document));
    return mediator
        .door()
        .post("/api/sittings/" + sittingId + "/expert-calls", asked)
        .path(0)
        .path("id")
        .asText();
  }

  /** One is rung and lets it ring; the other is rung then, and takes it. Answers who took it. */
  private Staff ring(String sittingId, String callId) {
    Staff one = setting.server().staff("expert");
    Staff other = setting.server().staff("expert2");
    Staff first = isRung(one) ? one : other;
    Staff second = first == one ? other : one;
    troupe.require(isRung(first) && !isRung(second), "not exactly one expert is rung");
    // Whoever asked looks on, as their page does.
    troupe.await(
        () -> rings(sittingId).size() == 2 && isRung(second), "the next expert was not rung");
    troupe.require(
        "MISSED".equals(rings(sittingId).path(0).path("outcome").asText()),
        "who did not answer is not told as such");
    String accept = "/api/expert-calls/" + callId + "/accept";
    troupe.requireRefusal("expert.not-ringing", () -> first.door().post(accept, Map.of()));
    second.door().post(accept, Map.of());
    return second;
  }

  private static boolean isRung(Staff expert) {
    return expert.door().get("/api/expert-calls").path("ringing").size() == 1;
  }

  private JsonNode rings(String sittingId) {
    return mediator
        .door()
        .get("/api/sittings/" + sittingId + "/expert-calls")
        .path(0)
        .path("rings");
  }

  private void seesWhatIsShared(Staff expert, String callId, Stage stage, Files files) {
    JsonNode shared = expert.door().get("/api/expert-calls/" + callId);
    troupe.require(SUMMARY.equals(shared.path("summary").asText()), "the summary is not shared");
    troupe.require(
        shared.path("papers").size() == 1
            && files.shared().equals(shared.path("papers").path(0).path("id").asText()),
        "not exactly the chosen paper is shared");
    String papers = "/api/expert-calls/" + callId + "/documents/";
    troupe.requireRefusal("document.unknown", () -> expert.door().get(papers + files.kept()));
    String caseId = stage.registered().path("id").asText();
    troupe.requireRefusal("case.unknown", () -> expert.door().get("/api/cases/" + caseId));
    troupe.requireRefusal(
        "sitting.unknown", () -> expert.door().get("/api/sittings/" + stage.sittingId()));
    Staff idle = setting.server().staff("counsellor");
    troupe.requireRefusal(
        "expert.unknown-call", () -> idle.door().get("/api/expert-calls/" + callId));
  }

  /** Out at once, heard by nobody, and back where the mediator dismisses it. */
  private void objection() {
    String expert = troupe.get(EXPERT).participantId();
    troupe.requireRefusal(
        "rule.party-only", () -> troupe.proceed(0, new Move.ObjectTo(expert, "不合适")));
    troupe.proceed(1, new Move.ObjectTo(expert, "是对方的远房亲戚"));
    troupe.requireRefusal(
        "lobby.no-media", () -> troupe.get(EXPERT).say(ref -> new ClientMessage.Chat(ref, "我还在")));
    troupe.proceed(0, new Move.DecideObjection(expert, false));
    troupe.requireRefusal(
        "object.again", () -> troupe.proceed(1, new Move.ObjectTo(expert, "再说一次")));
    int seen = troupe.framesSeen(1, EXPERT);
    troupe.await(
        () -> troupe.framesSeen(1, EXPERT) > seen + Troupe.FRAMES_PER_SECOND,
        "the expert is not seen again after the objection was dismissed");
  }

  private void leave() {
    troupe.get(EXPERT).leave();
    int seen = troupe.framesSeen(1, 0);
    troupe.await(
        () -> troupe.framesSeen(1, 0) > seen + Troupe.FRAMES_PER_SECOND,
        "the mediation does not go on after the expert left");
  }

  private RehearsalReport report(JsonNode registered, List<Person> persons, double seconds) {
    JsonNode recording = CaseRecording.ofCase(mediator, registered.path("id").asText());
    Archive archive =
        Archive.of(
            setting.server().process(),
            recording,
            new Archive.Expected(seconds, Troupe.FRAMES_PER_SECOND, troupe.tones()));
    return RehearsalReport.of(
        RehearsalKind.EXPERT, registered, persons, archive, troupe.problems());
  }
}
