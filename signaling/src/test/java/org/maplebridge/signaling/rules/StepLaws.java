package org.maplebridge.signaling.rules;

import static org.maplebridge.signaling.rules.Laws.first;
import static org.maplebridge.signaling.rules.Laws.law;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.sitting.SittingState;

/** What must have held before a step that was allowed. */
final class StepLaws {
  private static final List<Stage> ORDER =
      List.of(
          Stage.PREPARATION,
          Stage.DISCIPLINE,
          Stage.OPENING,
          Stage.RIGHTS,
          Stage.STATEMENTS,
          Stage.EVIDENCE,
          Stage.TESTIMONY,
          Stage.APPRAISAL,
          Stage.DEBATE,
          Stage.FINAL_OPINIONS,
          Stage.COURT_MEDIATION,
          Stage.JUDGMENT,
          Stage.CLOSING,
          Stage.RECORD_CHECK);

  Optional<String> of(Scene before, MediaGraph graph, Standing who, Move move) {
    Procedure p = before.procedure();
    List<Standing> targets =
        Act.targets(move).stream().flatMap(id -> before.person(id).stream()).toList();
    return switch (move) {
      case Move.OpenCaucus m -> caucus(before, graph, who, targets);
      case Move.LeaveCaucus m -> law("no caucus to leave", inCaucus(graph, who));
      case Move.AllowCaucusRecording m -> law("no caucus to record", inCaucus(graph, who));
      case Move.PassOn m -> law("no caucus to pass on from", inCaucus(graph, who));
      case Move.CallToDesk m -> desk(p, who, targets);
      case Move.LeaveDesk m -> Optional.empty();
      case Move.EnterStage m -> stage(before, who, m.stage());
      case Move.GiveTurn m -> turn(p, m);
      case Move.RaiseHand m ->
          law(
              "an observer raises a hand",
              who.role() != Role.OBSERVER || before.kind() == SittingKind.LECTURE);
      case Move.GiveFloor m ->
          law(
              "the floor for somebody elsewhere or an observer",
              targets.stream()
                  .allMatch(
                      t ->
                          graph.roomOf(t.participantId()).isMain()
                              && (t.role() != Role.OBSERVER
                                  || before.kind() == SittingKind.LECTURE)));
      case Move.SignOath m -> Optional.empty();
      case Move.CallWitness m -> witness(p, targets);
      case Move.ReleaseWitness m -> law("nobody to release", p.stand().on().isPresent());
      case Move.PresentEvidence m ->
          law(
              "evidence out of turn",
              p.stage() == Stage.EVIDENCE
                  && who.side().isPresent()
                  && who.side().equals(p.floor().turn()));
      case Move.GiveOpinion m -> opinion(p, who, m);
      case Move.Caution m -> law("cautions themselves", !targets.contains(who));
      case Move.CallRecess m ->
          law("a recess of nothing", before.state() == SittingState.IN_SESSION);
      case Move.ConfirmInterruption m ->
          law(
              "an interruption without reason",
              !p.interruption().missing().isEmpty() && before.state() == SittingState.IN_SESSION);
      case Move.AnswerRollCall m ->
          law(
              "a roll-call in the middle of the hearing",
              (before.state() == SittingState.TECH_INTERRUPTED
                      || p.stage().compareTo(Stage.RIGHTS) < 0)
                  && inside(targets));
      case Move.Resume m -> resume(before);
      case Move.CloseDoors m -> Optional.empty();
      case Move.Delegate m -> Optional.empty();
      case Move.Challenge m -> challenge(p, targets);
      case Move.DecideChallenge m ->
          law(
              "a decision on nothing, on oneself or by the wrong person",
              p.court().challenged().contains(m.participantId())
                  && !targets.contains(who)
                  && targets.stream().allMatch(t -> isOfPanel(t) == (who.role() == Role.CLERK)));
      case Move.AllowObserver m ->
          law(
              "somebody else is let attend, or too many",
              targets.stream().allMatch(t -> t.role() == Role.OBSERVER)
                  && !targets.isEmpty()
                  && (!m.given() || p.court().observers().size() < 30));
      case Move.PauseRecording m -> Optional.empty();
      case Move.ContinueRecording m -> Optional.empty();
      case Move.ObjectTo m ->
          first(
              () ->
                  law(
                      "objects to somebody who is no expert",
                      targets.size() == 1 && targets.getFirst().role() == Role.EXPERT),
              () ->
                  law(
                      "objects again",
                      !p.experts().excluded().contains(m.participantId())
                          && p.experts().objections().stream()
                              .noneMatch(
                                  o ->
                                      o.expert().equals(m.participantId())
                                          && o.by().equals(who.participantId()))));
      case Move.DecideObjection m ->
          law(
              "decides on no objection",
              p.experts().objections().stream()
                  .anyMatch(o -> o.expert().equals(m.participantId()) && !o.decided()));
      case Move.SetCrisis m -> Optional.empty();
      case Move.AskQuestion m ->
          law(
              "asks before the last question is dealt with",
              p.questions().stream()
                  .allMatch(q -> q.closed() || !q.participantId().equals(who.participantId())));
      case Move.TakeQuestion m ->
          law("takes what nobody asks", isOpen(p, m.questionId(), q -> !q.taken()));
      case Move.CloseQuestion m ->
          law("closes what nobody asks", isOpen(p, m.questionId(), q -> true));
    };
  }

  private static Optional<String> caucus(
      Scene before, MediaGraph graph, Standing who, List<Standing> targets) {
    return first(
        () -> law("a caucus at another stage", Laws.isCaucusStage(before)),
        () -> law("a caucus in a recess", before.state() == SittingState.IN_SESSION),
        () -> law("a caucus from elsewhere", graph.roomOf(who.participantId()).isMain()),
        () -> law("a caucus with nobody inside", !targets.isEmpty() && inside(targets)),
        () -> law("a caucus with oneself", !targets.contains(who)),
        () ->
            law(
                "a caucus with an observer or somebody elsewhere",
                targets.stream()
                    .allMatch(
                        t ->
                            graph.roomOf(t.participantId()).isMain()
                                && t.role() != Role.OBSERVER)));
  }

  private static Optional<String> desk(Procedure p, Standing who, List<Standing> targets) {
    return first(
        () ->
            law(
                "the desk at another stage",
                Set.of(Stage.PREPARATION, Stage.RECORD_CHECK).contains(p.stage())),
        () -> law("the desk with oneself", !targets.contains(who)),
        () -> law("the desk with somebody outside", !targets.isEmpty() && inside(targets)),
        () ->
            law(
                "the desk is taken",
                !p.apart().rooms().containsKey(who.participantId())
                    && targets.stream()
                        .noneMatch(t -> p.apart().rooms().containsKey(t.participantId()))));
  }

  private static Optional<String> stage(Scene before, Standing who, Stage to) {
    Stage from = before.procedure().stage();
    return first(
        () -> law("a stage a hearing has not", to != Stage.OPEN),
        () -> law("a stage in a recess", !Laws.isResting(before)),
        () ->
            law(
                "a clerk skips",
                who.role() != Role.CLERK || ORDER.indexOf(to) == ORDER.indexOf(from) + 1),
        () ->
            law(
                "the record is checked before the court is closed, or something comes after it",
                from != Stage.RECORD_CHECK && (to != Stage.RECORD_CHECK || from == Stage.CLOSING)));
  }

  private static Optional<String> turn(Procedure p, Move.GiveTurn m) {
    Set<Stage> turns = Set.of(Stage.STATEMENTS, Stage.EVIDENCE, Stage.DEBATE, Stage.FINAL_OPINIONS);
    return law(
        "a turn at another stage or of an odd length",
        turns.contains(p.stage()) && m.seconds().map(s -> s >= 10 && s <= 7_200).orElse(true));
  }

  private static Optional<String> witness(Procedure p, List<Standing> targets) {
    return first(
        () -> law("two on the stand", p.stand().on().isEmpty()),
        () -> law("nobody called", targets.size() == 1 && inside(targets)),
        () ->
            law(
                "somebody else is called",
                targets.stream()
                    .allMatch(t -> t.role() == Role.WITNESS || t.role() == Role.EXPERT)),
        () ->
            law(
                "called at another stage",
                targets.stream()
                    .allMatch(
                        t ->
                            p.stage()
                                == (t.role() == Role.WITNESS ? Stage.TESTIMONY : Stage.APPRAISAL))),
        () ->
            law(
                "testifies without the guarantee",
                targets.stream()
                    .allMatch(
                        t ->
                            t.role() != Role.WITNESS
                                || p.stand().oaths().contains(t.participantId()))));
  }

  private static Optional<String> opinion(Procedure p, Standing who, Move.GiveOpinion m) {
    Optional<Procedure.Evidence> shown =
        p.evidence().stream().filter(e -> e.id().equals(m.evidenceId())).findFirst();
    return law(
        "an opinion that is not theirs to give",
        p.stage() == Stage.EVIDENCE
            && shown.isPresent()
            && who.side().isPresent()
            && shown.get().by() != who.side().get()
            && shown.get().opinions().stream().noneMatch(o -> o.by() == who.side().get()));
  }

  private static Optional<String> resume(Scene before) {
    Set<String> here = before.procedure().interruption().here();
    boolean all =
        before.people().stream()
            .filter(Standing::isInside)
            .filter(
                p ->
                    p.role().isParty()
                        || Set.of(Role.JUDGE, Role.CLERK, Role.LAY_JUDGE).contains(p.role()))
            .allMatch(p -> here.contains(p.participantId()));
    return first(
        () -> law("resumes what runs", Laws.isResting(before)),
        () ->
            law(
                "resumes without a roll-call",
                before.state() != SittingState.TECH_INTERRUPTED || all));
  }

  private static Optional<String> challenge(Procedure p, List<Standing> targets) {
    Set<Role> may =
        Set.of(
            Role.JUDGE,
            Role.LAY_JUDGE,
            Role.JUDGE_ASSISTANT,
            Role.CLERK,
            Role.INTERPRETER,
            Role.EXPERT);
    boolean late =
        Set.of(
                Stage.FINAL_OPINIONS,
                Stage.COURT_MEDIATION,
                Stage.JUDGMENT,
                Stage.CLOSING,
                Stage.RECORD_CHECK)
            .contains(p.stage());
    return first(
        () -> law("a challenge too late", !late),
        () ->
            law(
                "a challenge of somebody else",
                targets.size() == 1 && targets.stream().allMatch(t -> may.contains(t.role()))));
  }

  private static boolean isOfPanel(Standing who) {
    return who.role() == Role.JUDGE || who.role() == Role.LAY_JUDGE;
  }

  private static boolean isOpen(Procedure p, String id, Predicate<Procedure.Question> besides) {
    return p.questions().stream()
        .anyMatch(q -> q.id().equals(id) && !q.closed() && besides.test(q));
  }

  private static boolean inside(List<Standing> people) {
    return people.stream().allMatch(Standing::isInside);
  }

  private static boolean inCaucus(MediaGraph graph, Standing who) {
    return graph.roomOf(who.participantId()).kind() == RoomKind.CAUCUS;
  }
}
