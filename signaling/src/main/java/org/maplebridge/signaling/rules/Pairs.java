package org.maplebridge.signaling.rules;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.sitting.Hindrance;

/**
 * What people of one scene may do to one another, asked of the rules once for all who are alike.
 * People are alike where everything a rule may look at is equal and no step has singled them out: a
 * rule cannot tell them apart, so it cannot decide differently of them. The listeners of a lecture
 * are one class; a scene of some hundred people has a handful. Of one thread.
 */
public final class Pairs {
  private final Rulebook book;
  private final Scene scene;
  private final Map<String, Integer> classes = new HashMap<>();
  private final Map<Act, Map<Pair, Boolean>> decided = new EnumMap<>(Act.class);

  Pairs(Rulebook book, Scene scene) {
    this.book = book;
    this.scene = scene;
    Set<String> singledOut = new HashSet<>(scene.procedure().singledOut());
    // Whoever shares a device is told apart by who is there.
    scene.people().forEach(who -> who.device().ifPresent(singledOut::add));
    Map<Likeness, Integer> known = new HashMap<>();
    for (Standing who : scene.people()) {
      Likeness likeness = Likeness.of(who, singledOut);
      int next = known.size();
      classes.put(who.participantId(), known.computeIfAbsent(likeness, unknown -> next));
    }
  }

  /** Whether somebody may do something to somebody of the same scene. */
  public boolean may(Standing who, Act act, Standing target) {
    Pair pair =
        new Pair(classOf(who), classOf(target), who.participantId().equals(target.participantId()));
    return decided
        .computeIfAbsent(act, unasked -> new HashMap<>())
        .computeIfAbsent(pair, unasked -> book.may(scene, who, act, target).allowed());
  }

  private int classOf(Standing who) {
    return Objects.requireNonNull(classes.get(who.participantId()), "not of this scene");
  }

  /** Those of the people who may offer a source at all: nobody receives anything of the others. */
  List<Standing> mayOffer(List<Standing> people) {
    return people.stream().filter(who -> book.may(scene, who, Act.OFFER_SOURCE).allowed()).toList();
  }

  /** Two classes, or somebody and themselves. */
  private record Pair(int who, int target, boolean self) {}

  /**
   * All a rule may look at.
   *
   * @param singledOut the id of whom a step has singled out; a class of its own
   */
  private record Likeness(
      Role role,
      Optional<Side> side,
      boolean host,
      Place place,
      Optional<Boolean> consent,
      boolean removed,
      Set<Hindrance> hindrances,
      Optional<String> device,
      Optional<String> singledOut) {

    Likeness {
      hindrances = Set.copyOf(hindrances);
    }

    static Likeness of(Standing who, Set<String> singledOut) {
      return new Likeness(
          who.role(),
          who.side(),
          who.host(),
          who.place(),
          who.consent(),
          who.removed(),
          who.hindrances(),
          who.device(),
          Optional.of(who.participantId()).filter(singledOut::contains));
    }
  }
}
