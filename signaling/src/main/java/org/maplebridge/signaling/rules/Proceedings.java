package org.maplebridge.signaling.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.rules.Procedure.Apart;
import org.maplebridge.signaling.rules.Procedure.Court;
import org.maplebridge.signaling.rules.Procedure.Evidence;
import org.maplebridge.signaling.rules.Procedure.Floor;
import org.maplebridge.signaling.rules.Procedure.Interruption;
import org.maplebridge.signaling.rules.Procedure.Opinion;
import org.maplebridge.signaling.rules.Procedure.Question;
import org.maplebridge.signaling.rules.Procedure.Stand;
import org.maplebridge.signaling.sitting.SittingState;

/** What a step of procedure makes of a scene, where the rules allow it. Pure. */
public final class Proceedings {
  private final Rulebook book;

  /** Proceedings under a book of rules. */
  public Proceedings(Rulebook book) {
    this.book = book;
  }

  /**
   * What came of a step.
   *
   * @param scene afterwards; the same one where the step was refused
   */
  public record Outcome(Decision decision, Scene scene) {}

  /** Takes a step, if the rules allow it. */
  public Outcome proceed(Scene scene, Standing who, Move move) {
    Decision decision = book.may(scene, who, move);
    return new Outcome(decision, decision.allowed() ? after(scene, who, move) : scene);
  }

  /** Somebody left or was removed: nothing of theirs is kept. */
  public static Scene departed(Scene scene, String id) {
    Procedure p = scene.procedure();
    Floor floor =
        new Floor(
            p.floor().turn(),
            Sets.without(p.floor().given(), id),
            Sets.without(p.floor().hands(), id));
    boolean onStand = p.stand().on().filter(id::equals).isPresent();
    Stand stand = onStand ? released(p.stand()) : p.stand();
    return scene.with(p.with(floor).with(stand).with(leave(p.apart(), id)));
  }

  /** The needed people gone for long: an interruption is proposed, or no longer. */
  public static Scene missing(Scene scene, Set<String> gone) {
    Set<String> needed =
        scene.people().stream()
            .filter(HearingRules::isNeeded)
            .map(Standing::participantId)
            .filter(gone::contains)
            .collect(Collectors.toSet());
    Procedure p = scene.procedure();
    return scene.with(p.with(new Interruption(needed, p.interruption().here())));
  }

  /** A turn's time is over. */
  public static Scene turnOver(Scene scene) {
    Procedure p = scene.procedure();
    return scene.with(p.with(new Floor(Optional.empty(), p.floor().given(), p.floor().hands())));
  }

  private static Scene after(Scene scene, Standing who, Move move) {
    Procedure p = scene.procedure();
    return switch (move) {
      case Move.CallRecess m -> scene.with(SittingState.RECESS);
      case Move.ConfirmInterruption m ->
          scene
              .with(SittingState.TECH_INTERRUPTED)
              .with(p.with(new Interruption(p.interruption().missing(), Set.of())));
      case Move.Resume m -> scene.with(SittingState.IN_SESSION).with(p.with(Interruption.NONE));
      default -> scene.with(next(p, who, move));
    };
  }

  private static Procedure next(Procedure p, Standing who, Move move) {
    String me = who.participantId();
    return switch (move) {
      case Move.OpenCaucus m -> p.with(openCaucus(p.apart(), me, m.participantIds()));
      case Move.LeaveCaucus m -> p.with(leave(p.apart(), me));
      case Move.AllowCaucusRecording m -> p.with(allow(p.apart(), me, m.given()));
      case Move.CallToDesk m -> p.with(callToDesk(p.apart(), me, m.participantId()));
      case Move.LeaveDesk m -> p.with(leaveRoomOf(p.apart(), me));
      case Move.EnterStage m -> p.at(m.stage());
      case Move.GiveTurn m -> p.with(new Floor(m.side(), p.floor().given(), p.floor().hands()));
      case Move.RaiseHand m -> p.with(hand(p.floor(), me, m.up()));
      case Move.GiveFloor m -> p.with(floor(p.floor(), m.participantId(), m.given()));
      case Move.SignOath m -> p.with(sworn(p.stand(), me));
      case Move.CallWitness m ->
          p.with(new Stand(Optional.of(m.participantId()), p.stand().heard(), p.stand().oaths()));
      case Move.ReleaseWitness m -> p.with(released(p.stand()));
      case Move.PresentEvidence m -> p.shown(present(p.evidence(), who.side(), m.title()));
      case Move.GiveOpinion m -> p.shown(opinion(p.evidence(), who.side(), m));
      case Move.Caution m -> p.with(caution(p.court(), m));
      case Move.AnswerRollCall m -> p.with(answer(p.interruption(), m));
      case Move.CloseDoors m -> p.with(p.court().doors(m.closed()));
      case Move.Delegate m -> p.with(p.court().delegated(m.given()));
      case Move.Challenge m -> challenge(p, m.participantId());
      case Move.DecideChallenge m -> p.with(p.court().decided(m.participantId(), m.upheld()));
      case Move.AllowObserver m -> p.with(observer(p.court(), m));
      case Move.PauseRecording m -> p.with(p.court().pause(Optional.of(m.ground())));
      case Move.ContinueRecording m -> p.with(p.court().pause(Optional.empty()));
      case Move.ObjectTo m -> p.with(p.experts().objected(m.participantId(), me, m.reason()));
      case Move.DecideObjection m -> p.with(p.experts().decided(m.participantId(), m.upheld()));
      case Move.SetCrisis m -> p.with(m.level());
      case Move.AskQuestion m -> p.asked(ask(p.questions(), me, m.text()));
      case Move.TakeQuestion m -> p.asked(take(p.questions(), m.questionId()));
      case Move.CloseQuestion m -> p.asked(close(p.questions(), m.questionId()));
      case Move.PassOn m -> p;
      case Move.CallRecess m -> p;
      case Move.ConfirmInterruption m -> p;
      case Move.Resume m -> p;
    };
  }

  private static Apart openCaucus(Apart apart, String by, List<String> with) {
    Map<String, Room> rooms = new HashMap<>(apart.rooms());
    rooms.put(by, Room.caucus(by));
    with.forEach(id -> rooms.put(id, Room.caucus(by)));
    // What was agreed of an earlier caucus says nothing of this one.
    Set<String> recordable = new HashSet<>(apart.recordable());
    recordable.removeAll(with);
    return new Apart(rooms, recordable);
  }

  private static Apart allow(Apart apart, String who, boolean given) {
    return new Apart(
        apart.rooms(),
        given ? Sets.with(apart.recordable(), who) : Sets.without(apart.recordable(), who));
  }

  private static Apart callToDesk(Apart apart, String clerk, String who) {
    Map<String, Room> rooms = new HashMap<>(apart.rooms());
    rooms.put(clerk, Room.desk(clerk));
    rooms.put(who, Room.desk(clerk));
    return new Apart(rooms, apart.recordable());
  }

  /** One goes back; where the opener goes, or would be left alone, all do. */
  private static Apart leave(Apart apart, String who) {
    Room room = apart.rooms().get(who);
    if (room == null) {
      return new Apart(apart.rooms(), Sets.without(apart.recordable(), who));
    }
    long inIt = apart.rooms().values().stream().filter(room::equals).count();
    return room.key().equals(who) || inIt <= 2
        ? leaveRoomOf(apart, who)
        : new Apart(
            Sets.without(apart.rooms(), Set.of(who)), Sets.without(apart.recordable(), who));
  }

  /** Everybody in somebody's room goes back. */
  private static Apart leaveRoomOf(Apart apart, String who) {
    Room room = apart.rooms().get(who);
    Set<String> all =
        apart.rooms().entrySet().stream()
            .filter(e -> e.getValue().equals(room))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Set<String> recordable = new HashSet<>(apart.recordable());
    recordable.removeAll(all);
    return new Apart(Sets.without(apart.rooms(), all), recordable);
  }

  private static Floor hand(Floor floor, String who, boolean up) {
    List<String> others = Sets.without(floor.hands(), who);
    return new Floor(floor.turn(), floor.given(), up ? Sets.with(others, who) : others);
  }

  private static Floor floor(Floor floor, String who, boolean given) {
    return new Floor(
        floor.turn(),
        given ? Sets.with(floor.given(), who) : Sets.without(floor.given(), who),
        Sets.without(floor.hands(), who));
  }

  private static Stand sworn(Stand stand, String who) {
    return new Stand(stand.on(), stand.heard(), Sets.with(stand.oaths(), who));
  }

  private static Stand released(Stand stand) {
    return new Stand(Optional.empty(), Procedure.after(stand), stand.oaths());
  }

  private static List<Evidence> present(List<Evidence> shown, Optional<Side> side, String title) {
    return side.map(by -> new Evidence("E" + (shown.size() + 1), by, title, List.of()))
        .map(piece -> Sets.with(shown, piece))
        .orElse(shown);
  }

  private static List<Evidence> opinion(
      List<Evidence> shown, Optional<Side> side, Move.GiveOpinion m) {
    return shown.stream()
        .map(e -> e.id().equals(m.evidenceId()) && side.isPresent() ? told(e, side.get(), m) : e)
        .toList();
  }

  private static Evidence told(Evidence e, Side by, Move.GiveOpinion m) {
    Opinion opinion = new Opinion(by, m.genuine(), m.lawful(), m.relevant(), m.note());
    return new Evidence(e.id(), e.by(), e.title(), Sets.with(e.opinions(), opinion));
  }

  private static Court caution(Court court, Move.Caution m) {
    boolean graver =
        Optional.ofNullable(court.cautions().get(m.participantId()))
            .map(level -> level.compareTo(m.level()) < 0)
            .orElse(true);
    return graver
        ? court.cautions(Sets.with(court.cautions(), m.participantId(), m.level()))
        : court;
  }

  private static Interruption answer(Interruption interruption, Move.AnswerRollCall m) {
    Set<String> here = interruption.here();
    return new Interruption(
        interruption.missing(),
        m.here() ? Sets.with(here, m.participantId()) : Sets.without(here, m.participantId()));
  }

  private static Procedure challenge(Procedure p, String who) {
    return p.at(Stage.CHALLENGE).with(p.court().challenged(who));
  }

  private static Court observer(Court court, Move.AllowObserver m) {
    Set<String> now = court.observers();
    return court.observers(
        m.given() ? Sets.with(now, m.participantId()) : Sets.without(now, m.participantId()));
  }

  private static List<Question> ask(List<Question> asked, String who, String text) {
    return Sets.with(asked, new Question("Q" + (asked.size() + 1), who, text, false, false));
  }

  private static List<Question> take(List<Question> asked, String id) {
    return asked.stream().map(q -> q.id().equals(id) ? with(q, true, false) : q).toList();
  }

  private static List<Question> close(List<Question> asked, String id) {
    return asked.stream().map(q -> q.id().equals(id) ? with(q, q.taken(), true) : q).toList();
  }

  private static Question with(Question q, boolean taken, boolean closed) {
    return new Question(q.id(), q.participantId(), q.text(), taken, closed);
  }
}
