package org.maplebridge.signaling.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.maplebridge.signaling.protocol.CrisisLevel;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * What must hold whatever happens, said without asking the rules. Each method gives the law that is
 * broken, if one is.
 */
final class Laws {
  private static final Set<Act> HOSTS =
      Set.of(
          Act.REMOVE,
          Act.START_RECORDING,
          Act.STOP_RECORDING,
          Act.CLOSE,
          Act.OPEN_CAUCUS,
          Act.PASS_ON,
          Act.CONFIRM_INTERRUPTION,
          Act.CLOSE_DOORS,
          Act.DELEGATE,
          Act.ALLOW_OBSERVER,
          Act.PAUSE_RECORDING,
          Act.CONTINUE_RECORDING,
          Act.SET_CRISIS,
          Act.TAKE_QUESTION,
          Act.CLOSE_QUESTION,
          Act.DECIDE_OBJECTION);
  private static final Set<Act> LEADERS =
      Set.of(
          Act.ENTER_STAGE,
          Act.GIVE_TURN,
          Act.GIVE_FLOOR,
          Act.CALL_WITNESS,
          Act.RELEASE_WITNESS,
          Act.CALL_RECESS,
          Act.RESUME);
  private static final Set<Act> DESKS =
      Set.of(
          Act.ADMIT,
          Act.MUTE,
          Act.ASK_CONSENT,
          Act.CONFIRM_COMPANION,
          Act.CAUTION,
          Act.ANSWER_ROLL_CALL,
          Act.DECIDE_CHALLENGE);
  private static final Set<Act> JUDGES =
      Set.of(
          Act.REMOVE,
          Act.ALLOW_OBSERVER,
          Act.CLOSE_DOORS,
          Act.DELEGATE,
          Act.PAUSE_RECORDING,
          Act.CONFIRM_INTERRUPTION);
  private static final Set<Act> PARTIES =
      Set.of(
          Act.PRESENT_EVIDENCE, Act.GIVE_OPINION, Act.CHALLENGE, Act.OBJECT_TO, Act.END_MEDIATION);
  private static final Set<Act> CAUCUS =
      Set.of(Act.OPEN_CAUCUS, Act.LEAVE_CAUCUS, Act.ALLOW_CAUCUS_RECORDING, Act.PASS_ON);
  private static final Map<Act, Set<SittingKind>> KINDS =
      Map.of(
          Act.OBJECT_TO, Set.of(SittingKind.EXPERT_CALL, SittingKind.MEDIATION),
          Act.SET_CRISIS, Set.of(SittingKind.CONSULTATION),
          Act.GIVE_FLOOR, Set.of(SittingKind.HEARING, SittingKind.LECTURE),
          Act.ASK_QUESTION, Set.of(SittingKind.LECTURE),
          Act.TAKE_QUESTION, Set.of(SittingKind.LECTURE),
          Act.CLOSE_QUESTION, Set.of(SittingKind.LECTURE),
          Act.DECIDE_OBJECTION, Set.of(SittingKind.EXPERT_CALL, SittingKind.MEDIATION));

  /** Of every kind, besides those above and those of a hearing. */
  private static final Set<Act> ANYWHERE = Set.of(Act.RAISE_HAND);

  /** Of every kind but a consultation, whose 50 minutes nobody breaks off. */
  private static final Set<Act> RECESS = Set.of(Act.CALL_RECESS, Act.RESUME);

  /** What the live room asks of pairs. */
  private static final Set<Act> PAIRED = Set.of(Act.RECEIVE, Act.SEE_NAME);

  private final MediaLaws media = new MediaLaws();
  private final StepLaws steps = new StepLaws();

  static Optional<String> law(String name, boolean holds) {
    return holds ? Optional.empty() : Optional.of(name);
  }

  @SafeVarargs
  static Optional<String> first(Supplier<Optional<String>>... laws) {
    for (Supplier<Optional<String>> law : laws) {
      Optional<String> broken = law.get();
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  Optional<String> ofMedia(Scene scene, MediaGraph graph, boolean recording) {
    return media.of(scene, graph, recording);
  }

  /** What is asked once for all who are alike is what the rules say of each pair. */
  Optional<String> ofPairs(Rulebook book, Scene scene) {
    Pairs pairs = new Pairs(book, scene);
    for (Standing who : scene.people()) {
      for (Standing target : scene.people()) {
        for (Act act : PAIRED) {
          if (pairs.may(who, act, target) != book.may(scene, who, act, target).allowed()) {
            return Optional.of("alike and yet told apart: " + act + " " + who + " " + target);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whoever is refused nothing is somebody who may act at all. */
  Optional<String> ofAnything(Scene scene, Standing who, Decision decision) {
    return decision.allowed()
        ? first(
            () -> law("nothing happens after the end", scene.state().isOpen()),
            () -> law("who was removed does nothing", !who.removed()))
        : Optional.empty();
  }

  Optional<String> ofAct(Scene scene, Standing who, Act act, Decision decision) {
    if (!decision.allowed()) {
      return Optional.empty();
    }
    boolean clerk = who.role() == Role.CLERK && scene.kind() == SittingKind.HEARING;
    boolean delegated = clerk && scene.procedure().court().delegated();
    boolean witness = who.role() == Role.WITNESS || who.role() == Role.EXPERT;
    return first(
        () -> ofAnything(scene, who, decision),
        () ->
            law(
                "only who is inside acts: " + act,
                act == Act.ENTER_WITHOUT_KNOCK || who.place() == Place.ROOM),
        () ->
            law(
                "a companion acts: " + act,
                !who.isCompanion() || DeviceLaws.WITHOUT_CONNECTION.contains(act)),
        () -> law("hosts only: " + act, !HOSTS.contains(act) || who.host()),
        () -> law("leaders only: " + act, !LEADERS.contains(act) || who.host() || delegated),
        () -> law("the desk only: " + act, !DESKS.contains(act) || who.host() || clerk),
        () -> law("the judge only: " + act, !JUDGES.contains(act) || !clerk),
        () -> law("the clerk only: " + act, act != Act.CALL_TO_DESK || clerk),
        () ->
            law(
                "parties only: " + act,
                !PARTIES.contains(act) || who.role().isParty() || who.role() == Role.AGENT),
        () -> law("witnesses only: " + act, act != Act.SIGN_OATH || witness));
  }

  Optional<String> ofDirectEntry(Scene scene, Standing who, Decision decision) {
    boolean clerk = who.role() == Role.CLERK && scene.kind() == SittingKind.HEARING;
    boolean listener = scene.kind() == SittingKind.LECTURE && who.role() == Role.OBSERVER;
    boolean begun = scene.state() == SittingState.IN_SESSION || isResting(scene);
    return law(
        "nobody passes by the door",
        !decision.allowed()
            || who.host()
            || clerk
            || who.place() == Place.ROOM
            || (listener && begun));
  }

  Optional<String> ofTarget(Standing who, Standing target, Decision decision) {
    return law(
        "nobody removes themselves",
        !decision.allowed() || !who.participantId().equals(target.participantId()));
  }

  /** A recording begins where it may. */
  Optional<String> ofRecording(Scene scene) {
    return law("a recording begins without right", MediaLaws.mayRecord(scene));
  }

  Optional<String> ofStopping(Scene scene, Decision decision) {
    boolean mustRun =
        scene.kind() == SittingKind.HEARING
            && GoldenTable.recorded(scene.procedure().stage())
            && scene.state() == SittingState.IN_SESSION
            && scene.procedure().court().pause().isEmpty();
    return law("a hearing's recording is stopped", !decision.allowed() || !mustRun);
  }

  Optional<String> ofClosing(Scene scene, Decision decision) {
    boolean stay =
        scene.kind() == SittingKind.CONSULTATION && scene.procedure().crisis() == CrisisLevel.L3;
    return law("somebody in danger is left alone", !decision.allowed() || !stay);
  }

  /** Whoever is in a mediation may call for help unseen; a party, and no helper, may end it. */
  Optional<String> ofSafety(Scene scene, Standing who, Act act, Decision decision) {
    boolean mediation = scene.kind() == SittingKind.MEDIATION;
    boolean acts =
        scene.state().isOpen() && !who.removed() && who.place() == Place.ROOM && !who.isCompanion();
    boolean entitled = act == Act.RAISE_ALARM || who.role().isParty();
    return first(
        () -> law("kept in a mediation", decision.allowed() || !mediation || !acts || !entitled),
        () ->
            law(
                "a mediation ended where there is none",
                act != Act.END_MEDIATION || !decision.allowed() || mediation));
  }

  Optional<String> ofWriting(Scene scene, Standing who, MediaGraph graph, Decision decision) {
    boolean silent = who.role() == Role.OBSERVER && !who.host();
    boolean waits = graph.roomOf(who.participantId()).kind() == RoomKind.LOBBY;
    return first(
        () -> law("an observer writes", !decision.allowed() || !silent),
        () -> law("who waits writes", !decision.allowed() || !waits),
        () ->
            law(
                "the host of a point has a say",
                !decision.allowed()
                    || who.role() != Role.COURT_HOST
                    || !graph.roomOf(who.participantId()).isMain()
                    || GoldenTable.cell(scene.kind(), scene.procedure().stage(), who) != 'v'
                    || scene.procedure().floor().given().contains(who.participantId())),
        () ->
            law(
                "a party in a mediation may not write",
                decision.allowed()
                    || scene.kind() != SittingKind.MEDIATION
                    || !scene.state().isOpen()
                    || !graph.roomOf(who.participantId()).isMain()
                    || who.isCompanion()
                    || !who.role().isParty()));
  }

  Optional<String> ofOffering(Scene scene, Standing who, Decision decision) {
    return law(
        "an observer offers a source",
        !decision.allowed()
            || who.host()
            || who.role() != Role.OBSERVER
            || MediaLaws.isListenerHeard(scene, who));
  }

  Optional<String> ofHistory(Scene scene, Standing who, MediaGraph graph, Decision decision) {
    boolean witness =
        scene.kind() == SittingKind.HEARING
            && (who.role() == Role.WITNESS || who.role() == Role.EXPERT);
    boolean waits = graph.roomOf(who.participantId()).kind() == RoomKind.LOBBY;
    return law("a history is read", !decision.allowed() || (!witness && !waits));
  }

  Optional<String> ofName(
      Scene scene, Standing who, Standing target, MediaGraph graph, Decision decision) {
    if (!decision.allowed() || who.participantId().equals(target.participantId())) {
      return Optional.empty();
    }
    boolean desk = who.host() || (scene.kind() == SittingKind.HEARING && who.role() == Role.CLERK);
    Room mine = graph.roomOf(who.participantId());
    boolean together =
        mine.kind() != RoomKind.LOBBY && mine.equals(graph.roomOf(target.participantId()));
    boolean audience =
        scene.kind() == SittingKind.LECTURE
            && who.role() == Role.OBSERVER
            && target.role() == Role.OBSERVER
            && !MediaLaws.isListenerHeard(scene, target);
    return first(
        () -> law("a name crosses rooms", desk || together),
        () -> law("listeners see one another", !audience));
  }

  Optional<String> ofMove(
      Scene before, MediaGraph graph, Standing who, Move move, Proceedings.Outcome outcome) {
    if (!outcome.decision().allowed()) {
      return law(
          "one may always leave a caucus",
          !(move instanceof Move.LeaveCaucus)
              || !before.state().isOpen()
              || who.removed()
              || who.isCompanion()
              || graph.roomOf(who.participantId()).kind() != RoomKind.CAUCUS);
    }
    return first(
        () -> law("a step of another kind: " + move, existsIn(before.kind(), Act.of(move))),
        () -> DeviceLaws.ofMove(before, move),
        () -> steps.of(before, graph, who, move));
  }

  private static boolean existsIn(SittingKind kind, Act act) {
    if (CAUCUS.contains(act)) {
      return kind == SittingKind.MEDIATION || kind == SittingKind.HEARING;
    }
    if (RECESS.contains(act)) {
      return kind != SittingKind.CONSULTATION;
    }
    return ANYWHERE.contains(act)
        || KINDS.getOrDefault(act, Set.of(SittingKind.HEARING)).contains(kind);
  }

  static boolean isResting(Scene scene) {
    return scene.state() == SittingState.RECESS || scene.state() == SittingState.TECH_INTERRUPTED;
  }

  static boolean isCaucusStage(Scene scene) {
    return scene.kind() != SittingKind.HEARING
        || scene.procedure().stage() == Stage.COURT_MEDIATION;
  }
}
