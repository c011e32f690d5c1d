package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.bench.client.Cast;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.rehearse.RehearsalReport.Paper;
import org.maplebridge.bench.rehearse.RehearsalReport.Person;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Move;

/**
 * A mediation with real encoders and real UDP, recorded by consent: together; then the mediator
 * apart with one side, of which the other receives not one packet and the recording has nothing;
 * then apart once more, recorded because that side allows it; then minutes and agreement, signed by
 * all.
 */
final class MediationRehearsal implements Rehearsal {
  private static final int MEDIATOR = 0;
  private static final int APPLICANT = 1;
  private static final int RESPONDENT = 2;
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration APART = Duration.ofSeconds(3);

  /** What was sent before the others went apart may still arrive. */
  private static final Duration ON_THEIR_WAY = Duration.ofSeconds(1);

  private final Setting setting;
  private final Staff mediator;
  private final Troupe troupe = new Troupe(List.of("MEDIATOR", "APPLICANT", "RESPONDENT"));
  private final List<Caucus> caucuses = new ArrayList<>();
  private long recordingSince;

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
      troupe.startRecording();
      recordingSince = System.nanoTime();
      troupe.measure(setting.length());
      List<Person> persons = troupe.persons();
      goApart(false);
      goApart(true);
      double seconds = recorded();
      troupe.host().say(ClientMessage.StopRecording::new);
      List<Paper> papers = new MediationPapers(stage, mediator, troupe).sign();
      troupe.host().say(ClientMessage.CloseSitting::new);
      return report(stage.registered(), persons, seconds).with(papers);
    }
  }

  /** How long was recorded so far, in seconds. */
  private double recorded() {
    return (System.nanoTime() - recordingSince) / 1e9;
  }

  /**
   * The mediator and the applicant alone; then everybody is together again.
   *
   * @param allowed whether the applicant has it recorded
   */
  private void goApart(boolean allowed) {
    String applicant = troupe.get(APPLICANT).participantId();
    String respondent = troupe.get(RESPONDENT).participantId();
    troupe.requireRefusal(
        "caucus.one-side",
        () -> troupe.proceed(MEDIATOR, new Move.OpenCaucus(List.of(applicant, respondent))));
    double begun = recorded();
    troupe.proceed(MEDIATOR, new Move.OpenCaucus(List.of(applicant)));
    if (allowed) {
      troupe.proceed(APPLICANT, new Move.AllowCaucusRecording(true));
    }
    Patience.pass(ON_THEIR_WAY);
    double from = recorded();
    requireNothingOutside();
    caucuses.add(new Caucus(begun, from, recorded(), allowed));
    comeBack();
  }

  private void requireNothingOutside() {
    int seenInside = troupe.framesSeen(MEDIATOR, APPLICANT);
    long before = troupe.get(RESPONDENT).packetsReceived();
    Patience.pass(APART);
    long leaked = troupe.get(RESPONDENT).packetsReceived() - before;
    troupe.require(leaked == 0, "the other side received " + leaked + " packets of a caucus");
    troupe.require(
        troupe.framesSeen(MEDIATOR, APPLICANT) > seenInside, "nothing was seen inside the caucus");
  }

  private void comeBack() {
    String offer = "愿意出 " + caucuses.size() + "00 元。";
    troupe.proceed(MEDIATOR, new Move.PassOn(offer));
    troupe.await(
        () -> troupe.get(RESPONDENT).passedOn().equals(Optional.of(offer)),
        "the other side was not told what may be passed on");
    int seen = troupe.framesSeen(RESPONDENT, MEDIATOR);
    troupe.proceed(MEDIATOR, new Move.LeaveCaucus());
    troupe.await(
        () -> troupe.framesSeen(RESPONDENT, MEDIATOR) > seen,
        "the other side did not see the mediator again");
  }

  private RehearsalReport report(JsonNode registered, List<Person> persons, double seconds) {
    JsonNode recording = CaseRecording.ofCase(mediator, registered.path("id").asText());
    Archive archive =
        Archive.of(
            setting.server().process(),
            recording,
            new Archive.Expected(seconds, Troupe.FRAMES_PER_SECOND, troupe.tones())
                .apart(
                    Set.of(
                        troupe.get(MEDIATOR).participantId(),
                        troupe.get(APPLICANT).participantId()),
                    caucuses));
    return RehearsalReport.of(
        RehearsalKind.MEDIATION, registered, persons, archive, troupe.problems());
  }
}
