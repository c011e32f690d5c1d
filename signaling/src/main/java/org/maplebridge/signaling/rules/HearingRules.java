package org.maplebridge.signaling.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.sitting.SittingState;

/** The steps of a hearing, and of a recess in any sitting. */
final class HearingRules {
  private static final Set<Stage> DESK_STAGES = EnumSet.of(Stage.PREPARATION, Stage.RECORD_CHECK);
  private static final Set<Stage> ROLL_STAGES =
      EnumSet.of(Stage.PREPARATION, Stage.DISCIPLINE, Stage.OPENING);
  private static final Set<Stage> TURN_STAGES =
      EnumSet.of(Stage.STATEMENTS, Stage.EVIDENCE, Stage.DEBATE, Stage.FINAL_OPINIONS);
  private static final Set<Role> CHALLENGEABLE =
      EnumSet.of(
          Role.JUDGE,
          Role.LAY_JUDGE,
          Role.JUDGE_ASSISTANT,
          Role.CLERK,
          Role.INTERPRETER,
          Role.EXPERT);
  private static final Set<Role> PANEL = EnumSet.of(Role.JUDGE, Role.LAY_JUDGE);

  /** Seats of the public gallery. */
  private static final int MOST_OBSERVERS = 30;

  private static final int SHORTEST_TURN_S = 10;
  private static final int LONGEST_TURN_S = 7_200;

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "desk.stage",
              "The clerk speaks with one person alone before the court opens or while the record is"
                  + " checked.",
              "OLR 7",
              Set.of(Act.CALL_TO_DESK),
              r -> !DESK_STAGES.contains(r.stage())),
          new Rule(
              "desk.taken",
              "At the clerk's desk there is one person at a time, who is nowhere else apart.",
              "OLR 7",
              Set.of(Act.CALL_TO_DESK),
              r -> isApart(r, r.who()) || r.anyTarget(target -> isApart(r, target))),
          new Rule(
              "stage.unknown",
              "A hearing has the fourteen stages and that of a challenge.",
              "CPL 140-151",
              Set.of(Act.ENTER_STAGE),
              r -> r.move(Move.EnterStage.class).filter(m -> m.stage() == Stage.OPEN).isPresent()),
          new Rule(
              "stage.skip",
              "A clerk leads from one stage to the next; only the judge skips or goes back.",
              "CPL 163",
              Set.of(Act.ENTER_STAGE),
              r -> r.isRole(Role.CLERK) && !isNext(r)),
          new Rule(
              "stage.in-recess",
              "The stage does not change during a recess or an interruption.",
              "REC 3",
              Set.of(Act.ENTER_STAGE),
              r -> isResting(r)),
          new Rule(
              "stage.record-check",
              "The record is checked once the court is closed, and no stage comes after it: the"
                  + " recording is sealed then.",
              "REC 8-9",
              Set.of(Act.ENTER_STAGE),
              HearingRules::isOutOfRecordCheck),
          new Rule(
              "turn.stage",
              "Turns are given where the stage table has them, for 10 s to 2 h.",
              "CPL 141, 144",
              Set.of(Act.GIVE_TURN),
              r -> !TURN_STAGES.contains(r.stage()) || isOddLength(r)),
          new Rule(
              "floor.outside",
              "The floor is given to somebody in the main room who may speak there.",
              "CPL 142",
              Set.of(Act.GIVE_FLOOR),
              r -> r.anyTarget(target -> !r.room(target).isMain() || isSilent(r, target))),
          new Rule(
              "witness.role",
              "Only witnesses and appraisers take the stand.",
              "CPL 75",
              Set.of(Act.CALL_WITNESS),
              r -> r.anyTarget(target -> !RoomRules.isWitness(target))),
          new Rule(
              "witness.stage",
              "Witnesses are heard at 证人作证, appraisers at 鉴定意见.",
              "CPL 141",
              Set.of(Act.CALL_WITNESS),
              r -> r.anyTarget(target -> r.access(target) != Access.OPEN)),
          new Rule(
              "witness.one-at-a-time",
              "One witness at a time, never beside another.",
              "EVI 74",
              Set.of(Act.CALL_WITNESS),
              r -> r.procedure().stand().on().isPresent()),
          new Rule(
              "witness.oath",
              "A witness who has not signed the guarantee does not testify.",
              "EVI 71",
              Set.of(Act.CALL_WITNESS),
              r ->
                  r.anyTarget(
                      target ->
                          target.role() == Role.WITNESS
                              && !r.procedure().stand().oaths().contains(target.participantId()))),
          new Rule(
              "witness.none",
              "There is nobody on the stand.",
              "procedure",
              Set.of(Act.RELEASE_WITNESS),
              r -> r.procedure().stand().on().isEmpty()),
          new Rule(
              "evidence.not-now",
              "Evidence is presented during 举证质证 by the side whose turn it is.",
              "CPL 141",
              Set.of(Act.PRESENT_EVIDENCE),
              r -> r.stage() != Stage.EVIDENCE || !r.hasTurn()),
          new Rule(
              "opinion.other-side",
              "Opinions are for the other sides to give, once, on evidence presented.",
              "EVI 60, 87",
              Set.of(Act.GIVE_OPINION),
              r -> !mayGiveOpinion(r)),
          new Rule(
              "recess.running",
              "A recess begins while the sitting is in session.",
              "procedure",
              Set.of(Act.CALL_RECESS),
              r -> r.scene().state() != SittingState.IN_SESSION),
          new Rule(
              "interruption.none",
              "An interruption is confirmed where a needed person has been gone for 30 s.",
              "OLR 25",
              Set.of(Act.CONFIRM_INTERRUPTION),
              r ->
                  r.procedure().interruption().missing().isEmpty()
                      || r.scene().state() != SittingState.IN_SESSION),
          new Rule(
              "roll-call.none",
              "The roll is called before the court is in session, and after an interruption before"
                  + " the resumption.",
              "CPL 140, OLR 25",
              Set.of(Act.ANSWER_ROLL_CALL),
              r ->
                  r.scene().state() != SittingState.TECH_INTERRUPTED
                      && !ROLL_STAGES.contains(r.stage())),
          new Rule(
              "resume.running",
              "The sitting is not resting.",
              "procedure",
              Set.of(Act.RESUME),
              r -> !isResting(r)),
          new Rule(
              "resume.roll-call",
              "After an interruption the hearing goes on when everybody needed answered the"
                  + " roll-call.",
              "OLR 25",
              Set.of(Act.RESUME),
              r ->
                  r.scene().state() == SittingState.TECH_INTERRUPTED
                      && r.scene().people().stream()
                          .filter(HearingRules::isNeeded)
                          .anyMatch(
                              p ->
                                  !r.procedure()
                                      .interruption()
                                      .here()
                                      .contains(p.participantId()))),
          new Rule(
              "observer.role",
              "Observers, and nobody else, are let attend.",
              "Court rules",
              Set.of(Act.ALLOW_OBSERVER),
              r -> r.targets().isEmpty() || r.anyTarget(target -> target.role() != Role.OBSERVER)),
          new Rule(
              "observer.capacity",
              "At most thirty observers attend a hearing.",
              "Court rules",
              Set.of(Act.ALLOW_OBSERVER),
              r ->
                  r.move(Move.AllowObserver.class).filter(Move.AllowObserver::given).isPresent()
                      && r.procedure().court().observers().size() >= MOST_OBSERVERS),
          new Rule(
              "challenge.too-late",
              "Recusal is asked for before the debate ends.",
              "CPL 48",
              Set.of(Act.CHALLENGE),
              r -> r.stage().compareTo(Stage.DEBATE) > 0 && r.stage() != Stage.CHALLENGE),
          new Rule(
              "challenge.role",
              "Recusal is asked of judges, assessors, clerks, interpreters and appraisers.",
              "CPL 47",
              Set.of(Act.CHALLENGE),
              r ->
                  r.targets().isEmpty()
                      || r.anyTarget(target -> !CHALLENGEABLE.contains(target.role()))),
          new Rule(
              "challenge.none",
              "No challenge of this person is open.",
              "CPL 49",
              Set.of(Act.DECIDE_CHALLENGE),
              r ->
                  r.targets().isEmpty()
                      || r.anyTarget(
                          target ->
                              !r.procedure()
                                  .court()
                                  .challenged()
                                  .contains(target.participantId()))),
          new Rule(
              "challenge.decides",
              "On judges and assessors the president of the court decides, and the clerk enters it;"
                  + " on everybody else the judge decides.",
              "CPL 49",
              Set.of(Act.DECIDE_CHALLENGE),
              r -> r.anyTarget(target -> PANEL.contains(target.role()) != r.isRole(Role.CLERK))));

  private HearingRules() {}

  /** Without whom a hearing cannot go on. */
  static boolean isNeeded(Standing who) {
    return who.isInside()
        && (who.role() == Role.JUDGE
            || who.role() == Role.CLERK
            || who.role() == Role.LAY_JUDGE
            || who.role().isParty());
  }

  private static boolean isApart(Request r, Standing who) {
    return r.procedure().apart().rooms().containsKey(who.participantId());
  }

  private static boolean isNext(Request r) {
    return r.move(Move.EnterStage.class).map(Move.EnterStage::stage).equals(r.stage().next());
  }

  private static boolean isOutOfRecordCheck(Request r) {
    boolean toCheck =
        r.move(Move.EnterStage.class).filter(m -> m.stage() == Stage.RECORD_CHECK).isPresent();
    return toCheck ? r.stage() != Stage.CLOSING : r.stage() == Stage.RECORD_CHECK;
  }

  /** An observer here; a listener of a lecture may be heard. */
  private static boolean isSilent(Request r, Standing target) {
    return r.isHearing() && r.access(target) == Access.RECEIVE;
  }

  private static boolean isResting(Request r) {
    return r.scene().state() == SittingState.RECESS
        || r.scene().state() == SittingState.TECH_INTERRUPTED;
  }

  private static boolean isOddLength(Request r) {
    return r.move(Move.GiveTurn.class)
        .flatMap(Move.GiveTurn::seconds)
        .filter(seconds -> seconds < SHORTEST_TURN_S || seconds > LONGEST_TURN_S)
        .isPresent();
  }

  private static boolean mayGiveOpinion(Request r) {
    Optional<Procedure.Evidence> shown =
        r.move(Move.GiveOpinion.class)
            .flatMap(
                m ->
                    r.procedure().evidence().stream()
                        .filter(e -> e.id().equals(m.evidenceId()))
                        .findFirst());
    Optional<Side> side = r.who().side();
    return r.stage() == Stage.EVIDENCE
        && side.isPresent()
        && shown
            .filter(e -> e.by() != side.get())
            .filter(e -> e.opinions().stream().noneMatch(o -> o.by() == side.get()))
            .isPresent();
  }
}
