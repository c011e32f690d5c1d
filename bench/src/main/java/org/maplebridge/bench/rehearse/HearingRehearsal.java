package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.rehearse.RehearsalReport.Person;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.Stage;

/**
 * A hearing from booking to verified archive: nobody is seen before the court sits, nobody heard
 * out of turn, the witness receives no packet before being called and none afterwards, an observer
 * sees what is public, and the recording begins and ends with the stages and with nobody's button.
 */
final class HearingRehearsal implements Rehearsal {
  private static final int JUDGE = 0;
  private static final int CLERK = 1;
  private static final int PLAINTIFF = 2;
  private static final int DEFENDANT = 3;
  private static final int AGENT = 4;
  private static final int WITNESS = 5;
  private static final int OBSERVER = 6;
  private static final List<Integer> COURTROOM = List.of(JUDGE, CLERK, PLAINTIFF, DEFENDANT, AGENT);
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Setting setting;
  private final Staff judge;
  private final Staff clerk;
  private final Troupe troupe =
      new Troupe(
          List.of("JUDGE", "CLERK", "PLAINTIFF", "DEFENDANT", "AGENT", "WITNESS", "OBSERVER"),
          OBSERVER);

  /** What each decoded of the others in the courtroom, in the plaintiff's turn. */
  private final Map<Integer, Double> decoded = new LinkedHashMap<>();

  HearingRehearsal(Setting setting) {
    this.setting = setting;
    this.judge = setting.server().staff("judge");
    this.clerk = setting.server().staff("clerk");
  }

  @Override
  public RehearsalReport run() {
    String sittingId = new HearingBooking(setting, judge, clerk).book();
    try (Engine engine = new Engine();
        var stage = org.maplebridge.bench.client.Stage.of(engine, judge, sittingId)) {
      troupe.bringIn(stage, List.of(clerk));
      IntStream.range(0, HearingBooking.BY_LINK).forEach(number -> troupe.party(stage, number));
      prepare();
      enter(Stage.OPENING);
      long opened = System.nanoTime();
      hear();
      enter(Stage.CLOSING);
      double seconds = (System.nanoTime() - opened) / 1e9;
      checkRecord();
      List<Person> persons = persons();
      troupe.host().say(ClientMessage.CloseSitting::new);
      return report(stage.registered(), persons, seconds);
    }
  }

  /** The clerk checks an identity alone; nobody else sees anybody, and nothing is recorded. */
  private void prepare() {
    troupe.proceed(CLERK, new Move.CallToDesk(id(PLAINTIFF)));
    troupe.await(() -> troupe.framesSeen(CLERK, PLAINTIFF) > 0, "the clerk saw no identity");
    troupe.proceed(CLERK, new Move.LeaveDesk());
    for (int who : List.of(JUDGE, DEFENDANT, AGENT, WITNESS, OBSERVER)) {
      troupe.require(packets(who) == 0, who + " received something before the court sat");
    }
    troupe.requireRefusal("rule.leader-only", () -> enter(CLERK, Stage.DISCIPLINE));
    troupe.proceed(JUDGE, new Move.Delegate(true));
    enter(CLERK, Stage.DISCIPLINE);
    troupe.awaitPictures(COURTROOM);
    troupe.require(setting.tracks() == 0, "something was recorded before 宣布开庭");
  }

  private void hear() {
    troupe.requireRefusal(
        "recording.must-run", () -> troupe.host().say(ClientMessage.StopRecording::new));
    troupe.await(() -> setting.tracks() > 0, "宣布开庭 began no recording");
    troupe.requireRefusal(
        "rule.host-only", () -> troupe.proceed(CLERK, new Move.AllowObserver(id(OBSERVER), true)));
    troupe.proceed(JUDGE, new Move.AllowObserver(id(OBSERVER), true));
    enter(Stage.RIGHTS);
    statements();
    evidence();
    closedPart();
    testimony();
    enter(Stage.DEBATE);
    turn(Side.CLAIMING, MOMENT);
    enter(Stage.FINAL_OPINIONS);
    turn(Side.RESPONDING, MOMENT);
    enter(Stage.JUDGMENT);
    Patience.pass(MOMENT);
  }

  private void statements() {
    enter(Stage.STATEMENTS);
    turn(Side.CLAIMING, setting.length());
    COURTROOM.forEach(who -> decoded.put(who, troupe.worstRatio(who, othersThan(who))));
    decoded.put(OBSERVER, troupe.worstRatio(OBSERVER, COURTROOM));
    troupe.require(troupe.hears(JUDGE, PLAINTIFF), "the judge did not hear the plaintiff's turn");
    troupe.require(troupe.hears(DEFENDANT, AGENT), "the defendant did not hear the agent");
    troupe.require(troupe.hears(OBSERVER, PLAINTIFF), "the observer did not hear the plaintiff");
    troupe.require(!troupe.hears(JUDGE, DEFENDANT), "the defendant was heard out of turn");
    turn(Side.RESPONDING, setting.length().dividedBy(2));
    troupe.require(troupe.hears(JUDGE, DEFENDANT), "the judge did not hear the defendant's turn");
  }

  /** 举证质证: shown in its turn, and answered by the other side in three parts. */
  private void evidence() {
    enter(Stage.EVIDENCE);
    troupe.requireRefusal(
        "evidence.not-now", () -> troupe.proceed(DEFENDANT, new Move.PresentEvidence("收条")));
    turn(Side.CLAIMING, Duration.ZERO);
    troupe.proceed(PLAINTIFF, new Move.PresentEvidence("借条"));
    troupe.await(() -> !told(DEFENDANT).evidence().isEmpty(), "the evidence was not shown");
    String piece = told(DEFENDANT).evidence().getFirst().evidenceId();
    Move opinion = new Move.GiveOpinion(piece, true, true, false, "与本案借款无关");
    troupe.requireRefusal("opinion.other-side", () -> troupe.proceed(AGENT, opinion));
    troupe.proceed(DEFENDANT, opinion);
    troupe.await(
        () ->
            told(JUDGE).evidence().getFirst().opinions().stream()
                .anyMatch(o -> o.genuine() && o.lawful() && !o.relevant()),
        "the opinion in three parts was not recorded");
  }

  /** 不公开举证: the observer is out and receives nothing more until the doors open. */
  private void closedPart() {
    troupe.proceed(JUDGE, new Move.CloseDoors(true, "涉及个人隐私"));
    troupe.await(() -> told(OBSERVER).room() == RoomKind.LOBBY, "the observer stayed inside");
    requireSilence(OBSERVER, "the observer received something of the closed part");
    troupe.proceed(JUDGE, new Move.CloseDoors(false, "恢复公开"));
    troupe.await(() -> told(OBSERVER).room() == RoomKind.MAIN, "the observer was not let back");
  }

  /**
   * The witness hears nothing before the oath and the call, and nothing after leaving the stand.
   */
  private void testimony() {
    enter(Stage.TESTIMONY);
    troupe.require(told(WITNESS).room() == RoomKind.WITNESS, "the witness was not kept apart");
    troupe.require(packets(WITNESS) == 0, "the witness received packets before being called");
    troupe.requireRefusal(
        "witness.oath", () -> troupe.proceed(JUDGE, new Move.CallWitness(id(WITNESS))));
    troupe.proceed(WITNESS, new Move.SignOath());
    troupe.proceed(JUDGE, new Move.CallWitness(id(WITNESS)));
    troupe.await(() -> troupe.hears(JUDGE, WITNESS), "the judge did not hear the witness");
    troupe.await(() -> troupe.hears(WITNESS, JUDGE), "the witness did not hear the judge");
    troupe.require(!told(WITNESS).evidence().stream().findAny().isPresent(), "evidence was read");
    troupe.proceed(JUDGE, new Move.ReleaseWitness());
    troupe.await(() -> told(WITNESS).room() == RoomKind.WITNESS, "the witness did not leave");
    requireSilence(WITNESS, "the witness received something after leaving the stand");
  }

  /** Nobody is recorded any more, and the clerk speaks with each alone. */
  private void checkRecord() {
    enter(Stage.RECORD_CHECK);
    troupe.await(
        () -> recordingState() == ServerMessage.RecordingState.State.OFF,
        "闭庭 did not end the recording");
  }

  /** What was on its way when the way was cut may still arrive; then nothing may. */
  private void requireSilence(int who, String otherwise) {
    Patience.pass(Duration.ofMillis(500));
    long before = packets(who);
    Patience.pass(MOMENT);
    troupe.require(packets(who) == before, otherwise);
  }

  private List<Person> persons() {
    return decoded.entrySet().stream()
        .map(entry -> troupe.whole(entry.getKey(), entry.getValue(), COURTROOM))
        .toList();
  }

  private void turn(Side side, Duration length) {
    troupe.proceed(JUDGE, new Move.GiveTurn(Optional.of(side), Optional.empty()));
    if (length.isPositive()) {
      troupe.measure(length);
    }
  }

  private void enter(Stage stage) {
    enter(JUDGE, stage);
  }

  private void enter(int who, Stage stage) {
    troupe.proceed(who, new Move.EnterStage(stage));
  }

  private static List<Integer> othersThan(int who) {
    return COURTROOM.stream().filter(other -> other != who).toList();
  }

  private String id(int who) {
    return troupe.get(who).participantId();
  }

  private long packets(int who) {
    return troupe.get(who).packetsReceived();
  }

  private ServerMessage.Procedure told(int who) {
    return troupe.get(who).procedure().orElseThrow();
  }

  private ServerMessage.RecordingState.State recordingState() {
    return troupe.host().recordingState().orElseThrow().state();
  }

  private RehearsalReport report(JsonNode registered, List<Person> persons, double seconds) {
    JsonNode recording =
        CaseRecording.ofCase(setting.server().staff("admin"), registered.path("id").asText());
    Map<String, Double> bench = troupe.tones();
    bench.keySet().retainAll(List.of(id(JUDGE), id(CLERK)));
    Archive archive =
        Archive.of(
            setting.server().process(),
            recording,
            new Archive.Expected(seconds, Troupe.FRAMES_PER_SECOND, bench));
    return RehearsalReport.of(
        RehearsalKind.HEARING, registered, persons, archive, troupe.problems());
  }
}
