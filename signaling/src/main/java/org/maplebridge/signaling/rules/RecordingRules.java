package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Set;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * What may be recorded. A hearing must be, by law and stage; every other sitting only as far as
 * people agree. The tap of the recorder follows from these rules person by person.
 */
final class RecordingRules {
  private static final String CONSENT_MISSING = "recording.consent-missing";
  private static final Set<Act> RECORDED = Set.of(Act.START_RECORDING, Act.BE_RECORDED);

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "recording.client",
              "A consultation is recorded only where a client signed for it.",
              "Ethics code 2.5",
              RECORDED,
              r ->
                  r.kind() == SittingKind.CONSULTATION
                      && r.scene().people().stream().noneMatch(RecordingRules::isSignedFor)),
          new Rule(
              CONSENT_MISSING,
              "Outside a hearing every party must have agreed, here or not, and nobody who is heard"
                  + " may have refused.",
              "PIPL 13, OMR 22",
              RECORDED,
              r -> !r.isHearing() && !withoutConsent(r.scene()).isEmpty()),
          new Rule(
              "recording.stage",
              "A hearing is recorded from 宣布开庭 to 闭庭, and rests during 法庭调解 and a challenge.",
              "REC 1-3",
              RECORDED,
              r -> r.isHearing() && !isRecordedStage(r)),
          new Rule(
              "recording.paused",
              "The recording rests for a reason the judge gave.",
              "REC 3",
              RECORDED,
              r -> r.procedure().court().pause().isPresent()),
          new Rule(
              "recording.recess",
              "The recording of a hearing rests while the court does.",
              "REC 3",
              RECORDED,
              r -> r.isHearing() && isResting(r)),
          new Rule(
              "recording.must-run",
              "The recording of a hearing is paused for a lawful reason, not stopped.",
              "REC 1-3",
              Set.of(Act.STOP_RECORDING),
              r -> r.isHearing() && isRecordedStage(r) && r.procedure().court().pause().isEmpty()),
          new Rule(
              "recording.caucus",
              "A caucus is recorded only where everybody taken into it agreed.",
              "PML 15, OMR 22",
              Set.of(Act.BE_RECORDED),
              r -> r.room().kind() == RoomKind.CAUCUS && !caucusAgrees(r)),
          new Rule(
              "recording.listener",
              "A listener of a lecture who is given the floor is recorded where they agreed.",
              "PIPL 13",
              Set.of(Act.BE_RECORDED),
              r ->
                  r.kind() == SittingKind.LECTURE
                      && r.isRole(Role.OBSERVER)
                      && !r.who().consent().orElse(false)),
          new Rule(
              "recording.elsewhere",
              "Nothing is recorded outside the main room and a caucus.",
              "REC 1",
              Set.of(Act.BE_RECORDED),
              r -> !r.room().isMain() && r.room().kind() != RoomKind.CAUCUS));

  private RecordingRules() {}

  private static boolean isSignedFor(Standing p) {
    return p.role() == Role.CLIENT
        && p.consent().orElse(false)
        && !p.isHinderedBy(Hindrance.RECORDING_UNSIGNED);
  }

  /** Whom a refusal by this rule names. */
  static List<Standing> about(Rule rule, Scene scene) {
    return rule.id().equals(CONSENT_MISSING) ? withoutConsent(scene) : List.of();
  }

  /**
   * Whose consent is missing. Every party must have agreed, whether or not they are here: so nobody
   * is recorded who comes later. A refusal by anybody else counts as well, unless they send
   * nothing.
   */
  static List<Standing> withoutConsent(Scene scene) {
    return scene.people().stream()
        .filter(p -> p.role() != Role.OBSERVER)
        .filter(p -> !p.consent().orElse(!p.role().isParty()))
        .toList();
  }

  private static boolean isResting(Request r) {
    return r.scene().state() == SittingState.RECESS
        || r.scene().state() == SittingState.TECH_INTERRUPTED;
  }

  private static boolean isRecordedStage(Request r) {
    return StageTable.recorded(r.kind(), r.stage()) == StageTable.Recorded.ON;
  }

  private static boolean caucusAgrees(Request r) {
    Room room = r.room();
    return r.procedure().apart().rooms().entrySet().stream()
        .filter(e -> e.getValue().equals(room) && !e.getKey().equals(room.key()))
        .allMatch(e -> r.procedure().apart().recordable().contains(e.getKey()));
  }
}
