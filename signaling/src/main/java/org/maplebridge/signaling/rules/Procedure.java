package org.maplebridge.signaling.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.signaling.protocol.CautionLevel;
import org.maplebridge.signaling.protocol.CrisisLevel;
import org.maplebridge.signaling.protocol.PauseGround;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;

/**
 * How far a sitting's procedure is. Immutable; {@link Proceedings} makes the next one.
 *
 * @param experts whom a party does not want
 */
public record Procedure(
    Stage stage,
    Floor floor,
    Stand stand,
    Apart apart,
    Court court,
    Interruption interruption,
    List<Evidence> evidence,
    List<Question> questions,
    Experts experts,
    CrisisLevel crisis) {

  /**
   * Who may speak.
   *
   * @param turn the side that speaks and shows
   * @param given who may speak besides
   * @param hands raised, the first one first
   */
  public record Floor(Optional<Side> turn, Set<String> given, List<String> hands) {
    static final Floor EMPTY = new Floor(Optional.empty(), Set.of(), List.of());

    public Floor {
      given = Set.copyOf(given);
      hands = List.copyOf(hands);
    }
  }

  /**
   * Witnesses and appraisers.
   *
   * @param on who is heard now
   * @param heard who was heard already
   * @param oaths who signed the guarantee to tell the truth
   */
  public record Stand(Optional<String> on, Set<String> heard, Set<String> oaths) {
    static final Stand EMPTY = new Stand(Optional.empty(), Set.of(), Set.of());

    public Stand {
      heard = Set.copyOf(heard);
      oaths = Set.copyOf(oaths);
    }
  }

  /**
   * Who is neither in the main room nor waiting.
   *
   * @param rooms where they are, by participant
   * @param recordable who in a caucus agreed to its recording
   */
  public record Apart(Map<String, Room> rooms, Set<String> recordable) {
    static final Apart EMPTY = new Apart(Map.of(), Set.of());

    public Apart {
      rooms = Map.copyOf(rooms);
      recordable = Set.copyOf(recordable);
    }
  }

  /**
   * Order in a hearing.
   *
   * @param doorsClosed whether observers are out
   * @param delegated whether the clerk leads the procedure
   * @param challenged whose recusal was asked for and is not decided
   * @param recused whose recusal was granted
   * @param observers whom the judge lets attend
   * @param cautions the gravest one each person got
   * @param pause why the recording rests
   */
  public record Court(
      boolean doorsClosed,
      boolean delegated,
      Set<String> challenged,
      Set<String> recused,
      Set<String> observers,
      Map<String, CautionLevel> cautions,
      Optional<PauseGround> pause) {
    static final Court EMPTY =
        new Court(false, false, Set.of(), Set.of(), Set.of(), Map.of(), Optional.empty());

    public Court {
      challenged = Set.copyOf(challenged);
      recused = Set.copyOf(recused);
      observers = Set.copyOf(observers);
      cautions = Map.copyOf(cautions);
    }

    Court doors(boolean closed) {
      return new Court(closed, delegated, challenged, recused, observers, cautions, pause);
    }

    Court delegated(boolean given) {
      return new Court(doorsClosed, given, challenged, recused, observers, cautions, pause);
    }

    Court challenged(String who) {
      return new Court(
          doorsClosed, delegated, Sets.with(challenged, who), recused, observers, cautions, pause);
    }

    Court decided(String who, boolean upheld) {
      return new Court(
          doorsClosed,
          delegated,
          Sets.without(challenged, who),
          upheld ? Sets.with(recused, who) : recused,
          observers,
          cautions,
          pause);
    }

    Court observers(Set<String> now) {
      return new Court(doorsClosed, delegated, challenged, recused, now, cautions, pause);
    }

    Court cautions(Map<String, CautionLevel> now) {
      return new Court(doorsClosed, delegated, challenged, recused, observers, now, pause);
    }

    Court pause(Optional<PauseGround> ground) {
      return new Court(doorsClosed, delegated, challenged, recused, observers, cautions, ground);
    }
  }

  /**
   * A technical interruption.
   *
   * @param missing needed people gone for long, so that the server proposes one
   * @param here who answered the roll-call since it was confirmed
   */
  public record Interruption(Set<String> missing, Set<String> here) {
    static final Interruption NONE = new Interruption(Set.of(), Set.of());

    public Interruption {
      missing = Set.copyOf(missing);
      here = Set.copyOf(here);
    }
  }

  /**
   * Experts parties object to.
   *
   * @param objections every one there was
   * @param excluded who stays out, since one was upheld
   */
  public record Experts(List<Objection> objections, Set<String> excluded) {
    static final Experts EMPTY = new Experts(List.of(), Set.of());

    public Experts {
      objections = List.copyOf(objections);
      excluded = Set.copyOf(excluded);
    }

    boolean isObjectedTo(String expert) {
      for (Objection objection : objections) {
        if (objection.expert().equals(expert) && !objection.decided()) {
          return true;
        }
      }
      return false;
    }

    boolean wasObjectedTo(String expert, String by) {
      return excluded.contains(expert)
          || objections.stream().anyMatch(o -> o.expert().equals(expert) && o.by().equals(by));
    }

    Experts objected(String expert, String by, String reason) {
      return new Experts(Sets.with(objections, new Objection(expert, by, reason, false)), excluded);
    }

    /** Every open objection to this expert is decided at once. */
    Experts decided(String expert, boolean upheld) {
      List<Objection> now =
          objections.stream().map(o -> o.expert().equals(expert) ? o.settled() : o).toList();
      return new Experts(now, upheld ? Sets.with(excluded, expert) : excluded);
    }
  }

  /** A party does not want an expert. */
  public record Objection(String expert, String by, String reason, boolean decided) {
    Objection settled() {
      return new Objection(expert, by, reason, true);
    }
  }

  /** A piece of evidence shown, and what was said of it. */
  public record Evidence(String id, Side by, String title, List<Opinion> opinions) {

    public Evidence {
      opinions = List.copyOf(opinions);
    }
  }

  /** 三性意见 of one side: 真实性, 合法性, 关联性. */
  public record Opinion(Side by, boolean genuine, boolean lawful, boolean relevant, String note) {}

  /**
   * A listener's question.
   *
   * @param taken let through to everybody
   * @param closed answered, or not let through
   */
  public record Question(
      String id, String participantId, String text, boolean taken, boolean closed) {}

  public Procedure {
    evidence = List.copyOf(evidence);
    questions = List.copyOf(questions);
  }

  /**
   * Whom a step has singled out, so that a rule on two people may tell them from others of their
   * role. Raised hands and questions do not: such a rule looks at neither.
   */
  Set<String> singledOut() {
    Set<String> ids = new HashSet<>(floor.given());
    stand.on().ifPresent(ids::add);
    ids.addAll(stand.heard());
    ids.addAll(stand.oaths());
    ids.addAll(apart.rooms().keySet());
    apart.rooms().values().forEach(room -> ids.add(room.key()));
    ids.addAll(apart.recordable());
    ids.addAll(court.challenged());
    ids.addAll(court.recused());
    ids.addAll(court.observers());
    ids.addAll(court.cautions().keySet());
    ids.addAll(interruption.missing());
    ids.addAll(interruption.here());
    experts.objections().forEach(o -> ids.addAll(List.of(o.expert(), o.by())));
    ids.addAll(experts.excluded());
    return ids;
  }

  /** How every sitting of a kind begins. */
  public static Procedure of(SittingKind kind) {
    return new Procedure(
        Stage.first(kind),
        Floor.EMPTY,
        Stand.EMPTY,
        Apart.EMPTY,
        Court.EMPTY,
        Interruption.NONE,
        List.of(),
        List.of(),
        Experts.EMPTY,
        CrisisLevel.L0);
  }

  /** Another stage: turns, hands, caucuses and the stand of the one before are over. */
  Procedure at(Stage next) {
    Stand stood = new Stand(Optional.empty(), after(stand), stand.oaths());
    return new Procedure(
        next,
        Floor.EMPTY,
        stood,
        Apart.EMPTY,
        court,
        interruption,
        evidence,
        questions,
        experts,
        crisis);
  }

  static Set<String> after(Stand stand) {
    return stand.on().map(id -> Sets.with(stand.heard(), id)).orElse(stand.heard());
  }

  Procedure with(Floor next) {
    return new Procedure(
        stage, next, stand, apart, court, interruption, evidence, questions, experts, crisis);
  }

  Procedure with(Stand next) {
    return new Procedure(
        stage, floor, next, apart, court, interruption, evidence, questions, experts, crisis);
  }

  Procedure with(Apart next) {
    return new Procedure(
        stage, floor, stand, next, court, interruption, evidence, questions, experts, crisis);
  }

  Procedure with(Court next) {
    return new Procedure(
        stage, floor, stand, apart, next, interruption, evidence, questions, experts, crisis);
  }

  Procedure with(Interruption next) {
    return new Procedure(
        stage, floor, stand, apart, court, next, evidence, questions, experts, crisis);
  }

  Procedure with(CrisisLevel next) {
    return new Procedure(
        stage, floor, stand, apart, court, interruption, evidence, questions, experts, next);
  }

  Procedure shown(List<Evidence> next) {
    return new Procedure(
        stage, floor, stand, apart, court, interruption, next, questions, experts, crisis);
  }

  Procedure asked(List<Question> next) {
    return new Procedure(
        stage, floor, stand, apart, court, interruption, evidence, next, experts, crisis);
  }

  Procedure with(Experts next) {
    return new Procedure(
        stage, floor, stand, apart, court, interruption, evidence, questions, next, crisis);
  }
}
