package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.maplebridge.bench.client.Attendee;
import org.maplebridge.bench.client.DoorException;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.JoinClock.Step;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.content.TestCard;
import org.maplebridge.bench.process.ServerProcess;
import org.maplebridge.bench.rehearse.RehearsalReport.Person;
import org.maplebridge.signaling.protocol.ClientMessage;

/**
 * A mediation from booking to verified archive: a mediator and two parties, real encoders, real
 * UDP. Every claim of the report is measured at the far end.
 */
final class Rehearsal {
  private static final int FRAMES_PER_SECOND = 15;
  private static final double[] TONES_HZ = {440, 700, 1_100};
  private static final List<String> ROLES = List.of("MEDIATOR", "APPLICANT", "RESPONDENT");
  private static final List<String> PARTIES = List.of("张某某", "李某某");
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration VIEWING_COPY = Duration.ofMinutes(3);
  private static final double ENOUGH_FRAMES = 0.95;

  private final ServerProcess server;
  private final Staff staff;
  private final Duration length;
  private final List<TestCard> media = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private FrameCount frames = FrameCount.none();

  /**
   * @param length of the recorded part
   */
  Rehearsal(ServerProcess server, Staff staff, Duration length) {
    this.server = server;
    this.staff = staff;
    this.length = length;
    for (int i = 0; i < TONES_HZ.length; i++) {
      media.add(new TestCard(TONES_HZ[i], FRAMES_PER_SECOND, 60 + 60 * i));
      witnesses.add(new Witness(TONES_HZ));
    }
  }

  RehearsalReport run() {
    try (Engine engine = new Engine();
        Stage stage = Stage.book(engine, staff, "屋后通道纠纷", PARTIES)) {
      bringIn(stage);
      List<Attendee> people = stage.attendees();
      TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
      refuseRecordingWithoutConsent(people);
      long recordedNanos = record(people);
      List<Person> persons = persons(people);
      people.getFirst().say(ClientMessage.CloseSitting::new);
      return archive(stage, persons, recordedNanos / 1e9);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void bringIn(Stage stage) {
    stage.host(media.getFirst(), witnesses.getFirst());
    for (int i = 1; i < media.size(); i++) {
      stage.party(i - 1, media.get(i), witnesses.get(i));
    }
    stage.attendees().forEach(a -> a.firstFrame().orTimeout(20, TimeUnit.SECONDS).join());
  }

  private void refuseRecordingWithoutConsent(List<Attendee> people) {
    try {
      people.getFirst().say(ClientMessage.StartRecording::new);
      problems.add("a recording started although nobody had consented");
    } catch (DoorException refusal) {
      if (!"recording.consent-missing".equals(refusal.id())) {
        problems.add("recording without consent was refused by " + refusal.id());
      }
    }
  }

  /** Records with everybody's consent and answers how long, in nanoseconds. */
  private long record(List<Attendee> people) throws InterruptedException {
    people.getFirst().say(ClientMessage.AskConsent::new);
    people.subList(1, people.size()).forEach(Attendee::consentWhenAsked);
    people.getFirst().say(ClientMessage.StartRecording::new);
    long started = System.nanoTime();
    measureFrames(people);
    long recorded = System.nanoTime() - started;
    people.getFirst().say(ClientMessage.StopRecording::new);
    return recorded;
  }

  private void measureFrames(List<Attendee> people) throws InterruptedException {
    FrameCount before = FrameCount.of(people, witnesses);
    TimeUnit.MILLISECONDS.sleep(length.toMillis());
    frames = FrameCount.of(people, witnesses).since(before);
  }

  private List<Person> persons(List<Attendee> people) {
    List<Person> persons = new ArrayList<>();
    for (int at = 0; at < people.size(); at++) {
      Attendee attendee = people.get(at);
      double ratio = frames.worstRatio(at);
      boolean heard = hearsEverybody(people, at);
      double joined = attendee.clock().between(Step.CLICK, Step.FIRST_FRAME).orElse(Double.NaN);
      persons.add(new Person(attendee.name(), ROLES.get(at), joined, ratio, heard));
      require(ratio >= ENOUGH_FRAMES, ROLES.get(at) + " decoded too few frames: " + ratio);
      require(heard, ROLES.get(at) + " did not hear each other person's own tone");
    }
    return persons;
  }

  private boolean hearsEverybody(List<Attendee> people, int at) {
    boolean heard = true;
    for (int from = 0; from < people.size(); from++) {
      String participant = people.get(from).participantId();
      heard &= from == at || witnesses.get(at).heardTone(participant, TONES_HZ[from]);
    }
    return heard;
  }

  private RehearsalReport archive(Stage stage, List<Person> persons, double wallSeconds) {
    JsonNode recording = awaitViewingCopy(stage);
    Archive archive =
        Archive.of(server, recording, wallSeconds, FRAMES_PER_SECOND, tones(stage.attendees()));
    problems.addAll(archive.problems());
    return new RehearsalReport(
        "mediation",
        stage.registered().path("platformNumber").asText(),
        persons,
        archive.tracks(),
        archive.avOffsetMs(),
        archive.viewingCopy(),
        archive.folder().toString(),
        archive.verified(),
        problems.isEmpty(),
        List.copyOf(problems));
  }

  private static Map<String, Double> tones(List<Attendee> people) {
    Map<String, Double> tones = new LinkedHashMap<>();
    for (int i = 0; i < people.size(); i++) {
      tones.put(people.get(i).participantId(), TONES_HZ[i]);
    }
    return tones;
  }

  private JsonNode awaitViewingCopy(Stage stage) {
    String caseId = stage.registered().path("id").asText();
    await(VIEWING_COPY, () -> isReady(recordingOf(caseId)));
    JsonNode recording = recordingOf(caseId);
    require(isReady(recording), "the viewing copy was not ready in time");
    return staff.door().get("/api/recordings/" + recording.path("id").asText());
  }

  private JsonNode recordingOf(String caseId) {
    return staff.door().get("/api/cases/" + caseId).path("recordings").path(0);
  }

  private static boolean isReady(JsonNode recording) {
    return "READY".equals(recording.path("viewingCopy").path("state").asText());
  }

  private static void await(Duration longest, BooleanSupplier condition) {
    long deadline = System.nanoTime() + longest.toNanos();
    try {
      while (System.nanoTime() < deadline && !condition.getAsBoolean()) {
        TimeUnit.MILLISECONDS.sleep(250);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
  }
}
