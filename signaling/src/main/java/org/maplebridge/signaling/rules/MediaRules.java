package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Set;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.sitting.SittingState;

/** Who is heard and seen, shows and writes. */
final class MediaRules {
  private static final Set<Role> BENCH =
      Set.of(Role.JUDGE, Role.LAY_JUDGE, Role.JUDGE_ASSISTANT, Role.CLERK);

  private static final Set<Act> MEDIA =
      Set.of(Act.PUBLISH_MICROPHONE, Act.PUBLISH_CAMERA, Act.PUBLISH_SCREEN);

  /** What the floor gives a listener: a voice, and neither a picture nor a screen. */
  private static final Set<Act> BY_FLOOR = Set.of(Act.OFFER_SOURCE, Act.PUBLISH_MICROPHONE);

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "rule.observer-silent",
              "Observers and listeners hear and see, and send nothing; but a listener of a lecture who"
                  + " was given the floor is heard.",
              "Court rules",
              Set.of(
                  Act.OFFER_SOURCE,
                  Act.PUBLISH_MICROPHONE,
                  Act.PUBLISH_CAMERA,
                  Act.PUBLISH_SCREEN,
                  Act.CHAT),
              r -> r.who().isAudience() && !isListenerHeard(r)),
          new Rule(
              "hand.observer",
              "Observers of anything but a lecture do not raise hands.",
              "Court rules",
              Set.of(Act.RAISE_HAND),
              r -> r.who().isAudience() && r.kind() != SittingKind.LECTURE),
          new Rule(
              "stage.muted",
              "At this stage this role is seen and not heard; but the host of a court point who was"
                  + " called, which is given the floor, is heard.",
              "CPL 140-151",
              Set.of(Act.PUBLISH_MICROPHONE),
              r -> r.room().isMain() && isSeenOnly(r) && !isHostCalled(r)),
          new Rule(
              "host.no-say",
              "The host of a court point helps with the technology: what the court hears and reads is"
                  + " no affair of theirs, unless called.",
              "CPL 140-151",
              Set.of(Act.CHAT),
              r ->
                  r.isHearing()
                      && r.room().isMain()
                      && r.isRole(Role.COURT_HOST)
                      && isSeenOnly(r)
                      && !isHostCalled(r)),
          new Rule(
              "host.out-of-frame",
              "While somebody testifies the host of a court point is out of the frame, unless called.",
              "OLR 26",
              Set.of(Act.PUBLISH_CAMERA),
              r ->
                  r.isRole(Role.COURT_HOST)
                      && r.procedure().stand().on().isPresent()
                      && !isHostCalled(r)),
          new Rule(
              "stage.turn",
              "At this stage a side speaks in its turn, or when given the floor.",
              "CPL 141, 144",
              Set.of(Act.PUBLISH_MICROPHONE),
              r -> r.room().isMain() && r.access() == Access.TURN && !r.hasTurn() && !r.hasFloor()),
          new Rule(
              "stage.floor",
              "At this stage one raises a hand and speaks when given the floor.",
              "CPL 142",
              Set.of(Act.PUBLISH_MICROPHONE),
              r -> r.room().isMain() && r.access() == Access.ASK && !r.hasFloor()),
          new Rule(
              "recess.silent",
              "During a recess or an interruption only hosts and the clerk are heard and seen in the"
                  + " main room.",
              "REC 3, OLR 25",
              MEDIA,
              r ->
                  isResting(r)
                      && r.room().isMain()
                      && !EntryRules.holds(r.scene(), r.who(), By.DESK)),
          new Rule(
              "rule.helper-no-screen",
              "A helper shows nothing: parties show what is theirs.",
              "procedure",
              Set.of(Act.PUBLISH_SCREEN),
              r -> r.isRole(Role.HELPER)),
          new Rule(
              "evidence.turn",
              "In a hearing documents are shown by the side whose turn it is, or scanned by the"
                  + " court's host, during 举证质证; besides by the bench.",
              "CPL 141",
              Set.of(Act.PUBLISH_SCREEN),
              r ->
                  r.isHearing()
                      && r.room().isMain()
                      && !BENCH.contains(r.who().role())
                      && !(r.stage() == Stage.EVIDENCE && mayShowNow(r))));

  private MediaRules() {}

  private static boolean isListenerHeard(Request r) {
    return r.kind() == SittingKind.LECTURE && r.hasFloor() && BY_FLOOR.contains(r.act());
  }

  private static boolean mayShowNow(Request r) {
    return r.access() == Access.SCAN || (r.access() == Access.TURN && r.hasTurn());
  }

  private static boolean isSeenOnly(Request r) {
    return r.access() == Access.SEEN || r.access() == Access.SCAN;
  }

  private static boolean isHostCalled(Request r) {
    return r.isRole(Role.COURT_HOST) && r.hasFloor();
  }

  private static boolean isResting(Request r) {
    return r.scene().state() == SittingState.RECESS
        || r.scene().state() == SittingState.TECH_INTERRUPTED;
  }
}
