package org.maplebridge.signaling.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.maplebridge.signaling.protocol.CautionLevel;
import org.maplebridge.signaling.protocol.CrisisLevel;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.PauseGround;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;

/** Steps people may think of asking for, sensible or not. */
final class RandomMoves {
  private static final int SORTS = 30;

  private final RandomGenerator random;

  RandomMoves(RandomGenerator random) {
    this.random = random;
  }

  Move next(Scene scene) {
    if (scene.kind() == SittingKind.HEARING && random.nextInt(6) == 0) {
      return onwards(scene);
    }
    String who = person(scene);
    return switch (random.nextInt(SORTS)) {
      case 0, 1 -> new Move.OpenCaucus(some(scene));
      case 2 -> new Move.LeaveCaucus();
      case 3 -> new Move.AllowCaucusRecording(random.nextInt(4) > 0);
      case 4 -> new Move.PassOn("x");
      case 5 -> new Move.CallToDesk(who);
      case 6 -> new Move.LeaveDesk();
      case 7 -> new Move.EnterStage(any(Stage.values()));
      case 8 -> new Move.GiveTurn(side(), Optional.of(random.nextInt(0, 9_000)));
      case 9 -> new Move.GiveTurn(side(), Optional.empty());
      case 10 -> new Move.RaiseHand(random.nextBoolean());
      case 11 -> new Move.GiveFloor(who, random.nextBoolean());
      case 12 -> new Move.SignOath();
      case 13 -> new Move.CallWitness(who);
      case 14 -> new Move.ReleaseWitness();
      case 15 -> new Move.PresentEvidence("x");
      case 16 -> new Move.GiveOpinion("E1", true, true, random.nextBoolean(), "");
      case 17 -> new Move.Caution(who, any(CautionLevel.values()), "x");
      case 18 -> new Move.CallRecess("x");
      case 19 -> new Move.ConfirmInterruption();
      case 20 -> new Move.AnswerRollCall(who, random.nextInt(5) > 0);
      case 21 -> new Move.Resume();
      case 22 -> new Move.CloseDoors(random.nextBoolean(), "x");
      case 23 -> new Move.Delegate(random.nextBoolean());
      case 24 ->
          random.nextBoolean()
              ? new Move.Challenge(who, "x")
              : new Move.AllowObserver(who, random.nextInt(4) > 0);
      case 25 -> new Move.DecideChallenge(challenged(scene, who), random.nextBoolean());
      case 26 -> new Move.PauseRecording(any(PauseGround.values()));
      case 27 -> new Move.ContinueRecording();
      case 28 ->
          random.nextBoolean() ? expert(scene, who) : new Move.SetCrisis(any(CrisisLevel.values()));
      default -> question(scene);
    };
  }

  /** Whose recusal is open, or anybody. */
  private static String challenged(Scene scene, String who) {
    return scene.procedure().court().challenged().stream().sorted().findFirst().orElse(who);
  }

  private Move expert(Scene scene, String who) {
    if (scene.kind() == SittingKind.HEARING) {
      return new Move.ObjectTo(who, "x");
    }
    // Here and there whoever it is, mostly the expert.
    String expert = of(scene, Role.EXPERT).map(Standing::participantId).orElse(who);
    String target = random.nextInt(3) == 0 ? who : expert;
    return random.nextInt(3) == 0
        ? new Move.DecideObjection(target, random.nextBoolean())
        : new Move.ObjectTo(target, "x");
  }

  private Move question(Scene scene) {
    if (scene.kind() != SittingKind.LECTURE) {
      return random.nextBoolean() ? new Move.AskQuestion("x") : new Move.TakeQuestion("Q1");
    }
    String id = "Q" + random.nextInt(1, 4);
    return switch (random.nextInt(3)) {
      case 0 -> new Move.AskQuestion("x");
      case 1 -> new Move.TakeQuestion(id);
      default -> new Move.CloseQuestion(id);
    };
  }

  /** Somebody who may well take that step. */
  Standing likely(Scene scene, Move move) {
    Role role =
        switch (move) {
          case Move.CallToDesk m -> Role.CLERK;
          case Move.SignOath m -> Role.WITNESS;
          case Move.PresentEvidence m -> Role.PLAINTIFF;
          case Move.GiveOpinion m -> Role.DEFENDANT;
          case Move.Challenge m -> Role.DEFENDANT;
          case Move.ObjectTo m -> Role.APPLICANT;
          default -> scene.people().getFirst().role();
        };
    return of(scene, role).orElse(scene.people().getFirst());
  }

  /** One of a role, each of several as often as another. */
  private Optional<Standing> of(Scene scene, Role role) {
    List<Standing> people = scene.people().stream().filter(p -> p.role() == role).toList();
    return people.isEmpty()
        ? Optional.empty()
        : Optional.of(people.get(random.nextInt(people.size())));
  }

  /** What a court does to get on, so that every stage is reached and used. */
  private Move onwards(Scene scene) {
    Stage stage = scene.procedure().stage();
    return switch (random.nextInt(8)) {
      case 6 -> new Move.CallToDesk(person(scene));
      case 7 ->
          new Move.AllowObserver(of(scene, Role.OBSERVER).orElseThrow().participantId(), true);
      case 0, 1 -> new Move.EnterStage(any(Stage.values()));
      case 2 -> new Move.EnterStage(stage.next().orElse(Stage.OPENING));
      case 3 -> new Move.CallWitness(of(scene, Role.WITNESS).orElseThrow().participantId());
      case 4 -> new Move.GiveTurn(Optional.of(any(Side.values())), Optional.empty());
      default -> new Move.Resume();
    };
  }

  private List<String> some(Scene scene) {
    List<String> ids = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      ids.add(person(scene));
    }
    return ids;
  }

  private String person(Scene scene) {
    return scene.people().get(random.nextInt(scene.people().size())).participantId();
  }

  private Optional<Side> side() {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(any(Side.values()));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
