package org.maplebridge.signaling.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Role;

/**
 * The rules in force, in the order they are asked: the first one that forbids decides. Immutable; a
 * rule can be taken out by its id, so that tests can see that it is needed.
 */
public final class Rulebook {
  /** All the rules there are. */
  public static final Rulebook IN_FORCE = new Rulebook(all());

  private final List<Rule> rules;
  private final Map<Act, List<Rule>> byAct = new EnumMap<>(Act.class);

  private Rulebook(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    for (Act act : Act.values()) {
      byAct.put(act, rules.stream().filter(rule -> rule.acts().contains(act)).toList());
    }
  }

  private static List<Rule> all() {
    List<Rule> all = new ArrayList<>(EntryRules.ALL);
    all.addAll(DeviceRules.ALL);
    all.addAll(ConsultationRules.ALL);
    all.addAll(RoomRules.ALL);
    all.addAll(MediaRules.ALL);
    all.addAll(CaucusRules.ALL);
    all.addAll(ExpertRules.ALL);
    all.addAll(LectureRules.ALL);
    all.addAll(HearingRules.ALL);
    all.addAll(RecordingRules.ALL);
    return all;
  }

  public List<Rule> rules() {
    return rules;
  }

  /** The same rules but one. */
  public Rulebook without(String id) {
    return new Rulebook(rules.stream().filter(rule -> !rule.id().equals(id)).toList());
  }

  /** Whether somebody may do something. */
  public Decision may(Scene scene, Standing who, Act act) {
    return decide(scene, who, act, List.of(), Optional.empty());
  }

  /** Whether somebody may do something to somebody. */
  public Decision may(Scene scene, Standing who, Act act, Standing target) {
    return decide(scene, who, act, List.of(target), Optional.empty());
  }

  /** Whether somebody may take a step of procedure. */
  public Decision may(Scene scene, Standing who, Move move) {
    List<Standing> targets =
        Act.targets(move).stream().flatMap(id -> scene.person(id).stream()).toList();
    return decide(scene, who, Act.of(move), targets, Optional.of(move));
  }

  private Decision decide(
      Scene scene, Standing who, Act act, List<Standing> targets, Optional<Move> move) {
    List<Standing> device = scene.at(who);
    List<Request> asked = new ArrayList<>(device.size());
    for (Standing person : DeviceRules.REACHING.contains(act) ? device : List.of(who)) {
      asked.add(new Request(this, scene, person, device, act, targets, move));
    }
    for (Rule rule : byAct.getOrDefault(act, List.of())) {
      for (Request request : asked) {
        if (rule.forbids().test(request)) {
          return new Decision(false, rule.id(), RecordingRules.about(rule, scene));
        }
      }
    }
    return Decision.ALLOWED;
  }

  /** The one room somebody is in: where the device is. */
  public Room room(Scene scene, Standing somebody) {
    Standing who = scene.ownerOf(somebody);
    if (!who.isInside()) {
      return Room.LOBBY;
    }
    Room apart = scene.procedure().apart().rooms().get(who.participantId());
    if (apart != null) {
      return apart;
    }
    if (may(scene, who, Act.BE_IN_MAIN).allowed()) {
      return Room.MAIN;
    }
    return who.role() == Role.WITNESS ? Room.witness(who.participantId()) : Room.LOBBY;
  }
}
