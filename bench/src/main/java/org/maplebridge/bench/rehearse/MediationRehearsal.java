package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.maplebridge.bench.client.Cast;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.rehearse.RehearsalReport.Person;
import org.maplebridge.signaling.protocol.ClientMessage;

/** A mediation recorded by consent: a mediator and two parties, real encoders, real UDP. */
final class MediationRehearsal implements Rehearsal {
  private static final Duration SETTLE = Duration.ofSeconds(3);

  private final Setting setting;
  private final Staff mediator;
  private final Troupe troupe = new Troupe(List.of("MEDIATOR", "APPLICANT", "RESPONDENT"));

  MediationRehearsal(Setting setting) {
    this.setting = setting;
    this.mediator = setting.server().freeMediator();
  }

  @Override
  public RehearsalReport run() {
    try (Engine engine = new Engine();
        Stage stage =
            Stage.book(engine, mediator, "屋后通道纠纷", Cast.mediation(List.of("张某某", "李某某")))) {
      troupe.bringIn(stage);
      troupe.awaitPictures();
      Patience.pass(SETTLE);
      troupe.requireRefusal(
          "recording.consent-missing", () -> troupe.host().say(ClientMessage.StartRecording::new));
      double seconds = troupe.record(setting.length());
      List<Person> persons = troupe.persons();
      troupe.host().say(ClientMessage.CloseSitting::new);
      return report(stage.registered(), persons, seconds);
    }
  }

  private RehearsalReport report(JsonNode registered, List<Person> persons, double seconds) {
    JsonNode recording = CaseRecording.ofCase(mediator, registered.path("id").asText());
    Archive archive =
        Archive.of(
            setting.server().process(),
            recording,
            new Archive.Expected(seconds, Troupe.FRAMES_PER_SECOND, troupe.tones()));
    return RehearsalReport.of(
        RehearsalKind.MEDIATION, registered, persons, archive, troupe.problems());
  }
}
