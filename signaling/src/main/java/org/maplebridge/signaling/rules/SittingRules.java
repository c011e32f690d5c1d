package org.maplebridge.signaling.rules;

import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;

/** The one function: who may do what in a sitting, by the rules in force. */
public final class SittingRules {

  private SittingRules() {}

  /** Whether somebody may do something in a scene they are part of. */
  public static Decision may(Scene scene, Standing who, Act act) {
    return Rulebook.IN_FORCE.may(scene, who, act);
  }

  /** Whether somebody may do something to somebody. */
  public static Decision may(Scene scene, Standing who, Act act, Standing target) {
    return Rulebook.IN_FORCE.may(scene, who, act, target);
  }

  /** Whether somebody may take a step of procedure. */
  public static Decision may(Scene scene, Standing who, Move move) {
    return Rulebook.IN_FORCE.may(scene, who, move);
  }

  /** Whether acts of a kind are somebody's at all, whatever the moment allows. */
  public static boolean holds(Scene scene, Standing who, By by) {
    return EntryRules.holds(scene, who, by);
  }

  /** The one room somebody is in. */
  public static Room room(Scene scene, Standing who) {
    return Rulebook.IN_FORCE.room(scene, who);
  }

  /** Who hears and sees whom, what passes, what a recorder may take. */
  public static MediaGraph graph(Scene scene) {
    return MediaGraph.of(Rulebook.IN_FORCE, scene);
  }

  /** What people of a scene may do to one another, for who asks of many. */
  public static Pairs pairs(Scene scene) {
    return new Pairs(Rulebook.IN_FORCE, scene);
  }

  /** What becomes of a step of procedure. */
  public static Proceedings.Outcome proceed(Scene scene, Standing who, Move move) {
    return new Proceedings(Rulebook.IN_FORCE).proceed(scene, who, move);
  }

  /** Whether the law wants a stage recorded. */
  public static StageTable.Recorded recorded(SittingKind kind, Stage stage) {
    return StageTable.recorded(kind, stage);
  }
}
