package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.forward.LoadParticipant;
import org.maplebridge.bench.forward.LoadStats;
import org.maplebridge.bench.rehearse.RehearsalReport.Person;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SourceKind;

/**
 * A lecture: three speakers and many who came by the open address and only look and listen. What
 * they ask goes through its host; one of them is given the floor and loses it again; nothing a
 * viewer sends without it reaches anybody. Recorded, and everybody counted.
 */
final class LectureRehearsal implements Rehearsal {
  private static final int SPEAKERS = 3;

  /** Viewers with real decoders; the others are lightweight. */
  private static final int DECODING = 5;

  private static final int ASKING = SPEAKERS;
  private static final int HEARD = SPEAKERS + 1;
  private static final int LISTENING = SPEAKERS + 2;

  /** The tone of the viewer who is given the floor. */
  private static final int FLOOR_TONE = 3;

  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final LoadParticipant.Camera CAMERA = new LoadParticipant.Camera(15, 2, 900);

  private final Setting setting;
  private final Staff lecturer;
  private final List<Staff> colleagues;
  private final Door anyone;
  private final Troupe troupe;
  private final Told asker = new Told();
  private final Told listener = new Told();

  LectureRehearsal(Setting setting) {
    this.setting = setting;
    this.lecturer = setting.server().freeMediator();
    this.colleagues =
        List.of(setting.server().staff("judge"), setting.server().staff("counsellor"));
    this.anyone = Door.of(lecturer.door().base());
    this.troupe =
        new Troupe(
            Stream.concat(
                    Collections.nCopies(SPEAKERS, "LECTURER").stream(),
                    Collections.nCopies(DECODING, "OBSERVER").stream())
                .toList(),
            SPEAKERS);
  }

  @Override
  public RehearsalReport run() {
    JsonNode registered = lecturer.registerCase("以案说法：借条怎么写", List.of("张某某", "李某某"));
    String id =
        lecturer.bookLecture(registered, Duration.ofHours(1), colleagues).path("id").asText();
    String code = open(id);
    try (Engine engine = new Engine();
        Stage stage = Stage.of(engine, lecturer, id);
        Crowd crowd = Crowd.at(anyone, code)) {
      troupe.bringIn(stage, colleagues);
      comeIn(stage, crowd, code);
      close(id, code);
      double seconds = record(crowd);
      List<Person> persons = troupe.persons();
      Viewers viewers = viewers(id, crowd);
      troupe.host().say(ClientMessage.CloseSitting::new);
      allWent(id);
      return report(registered, persons, viewers, seconds);
    }
  }

  /** Closed until its host opens it. */
  private String open(String id) {
    String path = "/api/sittings/" + id + "/address";
    troupe.require(
        !lecturer.door().get(path).hasNonNull("url"),
        "the lecture was open before anybody opened it");
    String url = lecturer.door().post(path, Map.of("open", true)).path("url").asText();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private void comeIn(Stage stage, Crowd crowd, String code) {
    for (int i = 0; i < DECODING; i++) {
      String own = Crowd.introduce(anyone, code, "听众" + i, "安富村");
      switch (SPEAKERS + i) {
        case ASKING -> troupe.listener(stage, own, asker::note);
        case LISTENING -> troupe.listener(stage, own, listener::note);
        default -> troupe.listener(stage, own, message -> {});
      }
    }
    crowd.comeIn(setting.viewers() - DECODING);
    troupe.awaitPictures();
    // Everybody who came asked for a key frame.
    Patience.pass(SETTLE);
  }

  private void close(String id, String code) {
    lecturer.door().post("/api/sittings/" + id + "/address", Map.of("open", false));
    troupe.requireRefusal("lecture.not-public", () -> Crowd.introduce(anyone, code, "迟到的人", "安富村"));
  }

  /** Records, while questions are asked and the floor is given; answers how long, in seconds. */
  private double record(Crowd crowd) {
    troupe.host().say(ClientMessage.StartRecording::new);
    long started = System.nanoTime();
    troupe.measure(setting.length());
    ask();
    giveFloor(crowd);
    troupe.host().say(ClientMessage.StopRecording::new);
    return (System.nanoTime() - started) / 1e9;
  }

  /** A question is seen by all once its host lets it through, and not before. */
  private void ask() {
    troupe.proceed(ASKING, new Move.AskQuestion("没有借条，转账记录有用吗？"));
    troupe.requireRefusal(
        "question.open", () -> troupe.proceed(ASKING, new Move.AskQuestion("还有一个问题")));
    troupe.await(() -> asker.questions().size() == 1, "the asker does not see the own question");
    troupe.require(
        listener.questions().isEmpty(), "a question was shown before it was let through");
    String question =
        asker.questions().stream()
            .map(ServerMessage.Procedure.Question::questionId)
            .findFirst()
            .orElse("");
    troupe.requireRefusal(
        "rule.host-only", () -> troupe.proceed(ASKING, new Move.TakeQuestion(question)));
    troupe.proceed(0, new Move.TakeQuestion(question));
    troupe.await(() -> listener.questions().size() == 1, "a question let through was not shown");
    troupe.proceed(0, new Move.CloseQuestion(question));
    troupe.await(() -> listener.questions().isEmpty(), "a question dealt with is still shown");
  }

  /** A viewer is heard with the floor, and nothing of any viewer passes without it. */
  private void giveFloor(Crowd crowd) {
    String silent = "rule.observer-silent";
    troupe.requireRefusal(silent, () -> crowd.anybody().publish(CAMERA));
    troupe.requireRefusal(silent, () -> troupe.publish(HEARD, FLOOR_TONE));
    String who = troupe.get(HEARD).participantId();
    troupe.proceed(HEARD, new Move.RaiseHand(true));
    troupe.proceed(0, new Move.GiveFloor(who, true));
    troupe.publish(HEARD, FLOOR_TONE);
    troupe.await(() -> troupe.hears(0, HEARD, FLOOR_TONE), "the host does not hear the floor");
    troupe.await(
        () -> troupe.hears(LISTENING, HEARD, FLOOR_TONE), "a viewer does not hear the floor");
    troupe.proceed(0, new Move.GiveFloor(who, false));
    troupe.requireRefusal(
        silent,
        () ->
            troupe
                .get(HEARD)
                .say(ref -> new ClientMessage.SetSource(ref, SourceKind.MICROPHONE, true)));
    // What was decoded before may still be played.
    Patience.pass(SETTLE);
    long before = troupe.soundHeard(0, HEARD) + troupe.soundHeard(LISTENING, HEARD);
    Patience.pass(SETTLE);
    long after = troupe.soundHeard(0, HEARD) + troupe.soundHeard(LISTENING, HEARD);
    troupe.require(before == after, "a viewer is heard without the floor");
    troupe.require(
        troupe.picturesSeen(0, HEARD) + troupe.picturesSeen(LISTENING, HEARD) == 0,
        "a viewer is seen");
  }

  private Viewers viewers(String id, Crowd crowd) {
    int lightweight = setting.viewers() - DECODING;
    int attended = attendance(id).size() - SPEAKERS;
    troupe.require(
        attended == setting.viewers(), "the attendance list counts " + attended + " viewers");
    LoadStats stats = crowd.stats();
    long lost = stats.expected() - stats.arrived();
    troupe.require(lost == 0, lost + " packets were lost on the way to the viewers");
    troupe.require(stats.undecryptable() == 0, "packets did not authenticate");
    return new Viewers(
        setting.viewers(),
        lightweight,
        crowd.joinMillis(0.5),
        crowd.joinMillis(0.95),
        crowd.joinMillis(0.99),
        stats.received(),
        lost,
        attended);
  }

  private JsonNode attendance(String id) {
    return lecturer.door().get("/api/sittings/" + id + "/attendance");
  }

  private void allWent(String id) {
    troupe.await(
        () -> {
          for (JsonNode one : attendance(id)) {
            if (!one.path("wentAt").isTextual()) {
              return false;
            }
          }
          return true;
        },
        "somebody still attends a lecture that is over");
  }

  private RehearsalReport report(
      JsonNode registered, List<Person> persons, Viewers viewers, double seconds) {
    JsonNode recording = CaseRecording.ofCase(lecturer, registered.path("id").asText());
    Archive archive =
        Archive.of(
            setting.server().process(),
            recording,
            new Archive.Expected(seconds, Troupe.FRAMES_PER_SECOND, troupe.tones()));
    troupe.require(
        archive.tracks().size() == 2 * SPEAKERS, "somebody was recorded who is no speaker");
    return RehearsalReport.of(
            RehearsalKind.LECTURE, registered, persons, archive, troupe.problems())
        .with(viewers);
  }

  /** The questions a viewer was last shown. */
  private static final class Told {
    private volatile List<ServerMessage.Procedure.Question> questions = List.of();

    void note(ServerMessage message) {
      if (message instanceof ServerMessage.Procedure procedure) {
        questions = procedure.questions();
      }
    }

    List<ServerMessage.Procedure.Question> questions() {
      return questions;
    }
  }
}
