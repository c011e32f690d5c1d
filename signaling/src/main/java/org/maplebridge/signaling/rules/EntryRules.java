package org.maplebridge.signaling.rules;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;

/** Who comes in, and who may act at all. */
final class EntryRules {
  private static final Set<Act> EVERYTHING = EnumSet.allOf(Act.class);

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "sitting.closed",
              "A sitting that ended or was cancelled is over for everybody.",
              "procedure",
              EVERYTHING,
              r -> !r.scene().state().isOpen()),
          new Rule(
              "room.removed",
              "Who was removed stays out.",
              "CPI 177",
              EVERYTHING,
              r -> r.who().removed()),
          new Rule(
              "rule.kind",
              "A step that is not of this kind of sitting.",
              "procedure",
              acts(act -> !act.isOfEveryKind()),
              r -> !r.act().existsIn(r.kind())),
          new Rule(
              "rule.knock-first",
              "Only a host, the clerk of a hearing, or who was let in before, enters without"
                  + " knocking; and listeners of a lecture, once it has begun.",
              "OLR 7",
              Set.of(Act.ENTER_WITHOUT_KNOCK),
              r ->
                  !r.who().host()
                      && !isClerk(r)
                      && !r.who().isInside()
                      && !LectureRules.isWelcome(r)),
          new Rule(
              "room.not-inside",
              "Before being let in nobody does anything inside.",
              "OLR 7",
              acts(act -> act.by() != By.ANYONE),
              r -> !r.who().isInside()),
          capacity("rule.host-only", "An act of the host.", By.HOST),
          capacity(
              "rule.leader-only",
              "An act of the host, or of the clerk where the judge delegated it.",
              By.LEADER),
          capacity("rule.desk-only", "An act of the host or, in a hearing, of the clerk.", By.DESK),
          capacity("rule.clerk-only", "An act of the clerk.", By.CLERK),
          capacity("rule.party-only", "An act of a party or of who acts for one.", By.PARTY),
          capacity("rule.witness-only", "An act of a witness or an appraiser.", By.WITNESS),
          new Rule(
              "rule.judge-only",
              "In a hearing the judge alone removes, closes doors, lets observers attend, delegates,"
                  + " pauses the recording and confirms an interruption, even where a clerk hosts.",
              "CPI 177",
              Set.of(
                  Act.REMOVE,
                  Act.CLOSE_DOORS,
                  Act.ALLOW_OBSERVER,
                  Act.DELEGATE,
                  Act.PAUSE_RECORDING,
                  Act.CONFIRM_INTERRUPTION),
              EntryRules::isClerk),
          new Rule(
              "rule.self",
              "Not upon oneself; nobody receives what they send.",
              "procedure",
              Set.of(
                  Act.RECEIVE,
                  Act.REMOVE,
                  Act.CAUTION,
                  Act.OPEN_CAUCUS,
                  Act.CALL_TO_DESK,
                  Act.DECIDE_CHALLENGE),
              r -> r.targets().contains(r.who())),
          new Rule(
              "room.target-outside",
              "Only somebody who was let in can be called, given the floor or taken apart.",
              "procedure",
              Set.of(
                  Act.OPEN_CAUCUS,
                  Act.CALL_TO_DESK,
                  Act.GIVE_FLOOR,
                  Act.CALL_WITNESS,
                  Act.ANSWER_ROLL_CALL),
              r -> r.targets().isEmpty() || r.anyTarget(target -> !target.isInside())));

  private EntryRules() {}

  private static Rule capacity(String id, String meaning, By by) {
    return new Rule(
        id,
        meaning,
        "permission matrix",
        acts(act -> act.by() == by),
        r -> !holds(r.scene(), r.who(), by));
  }

  /** Whether somebody is whom such acts are for, whatever the moment allows. */
  static boolean holds(Scene scene, Standing who, By by) {
    return switch (by) {
      case ANYONE -> true;
      case INSIDE -> who.isInside();
      case HOST -> who.host();
      case LEADER -> who.host() || (isClerk(scene, who) && scene.procedure().court().delegated());
      case DESK -> who.host() || isClerk(scene, who);
      case CLERK -> isClerk(scene, who);
      case PARTY -> who.role().isParty() || who.role() == Role.AGENT;
      case WITNESS -> who.role() == Role.WITNESS || who.role() == Role.EXPERT;
    };
  }

  private static boolean isClerk(Request r) {
    return isClerk(r.scene(), r.who());
  }

  private static boolean isClerk(Scene scene, Standing who) {
    return scene.kind() == SittingKind.HEARING && who.role() == Role.CLERK;
  }

  private static Set<Act> acts(Predicate<Act> chosen) {
    return Arrays.stream(Act.values()).filter(chosen).collect(Collectors.toUnmodifiableSet());
  }
}
