package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Set;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.SittingKind;

/** Who is in which room, and who hears, sees and knows whom. */
final class RoomRules {
  private static final Set<Act> MAIN = Set.of(Act.BE_IN_MAIN);

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "stage.wait",
              "The stage table keeps this role out of the main room.",
              "CPL 140-151",
              MAIN,
              r -> r.access().isOutside()),
          new Rule(
              "witness.isolated",
              "A witness or appraiser is in the hearing only while on the stand.",
              "OLR 26, EVI 72, 74",
              MAIN,
              r -> r.isHearing() && isWitness(r.who()) && !isOnStand(r)),
          new Rule(
              "doors.closed",
              "Observers wait outside while the doors are closed.",
              "CPL 71, 137",
              MAIN,
              r -> r.isRole(Role.OBSERVER) && r.procedure().court().doorsClosed()),
          new Rule(
              "challenge.pending",
              "Who was challenged stays out until it is decided.",
              "CPL 48-50",
              MAIN,
              r -> r.procedure().court().challenged().contains(r.who().participantId())),
          new Rule(
              "challenge.upheld",
              "Who was recused has no part in the hearing any more.",
              "CPL 47",
              MAIN,
              r -> r.procedure().court().recused().contains(r.who().participantId())),
          new Rule(
              "observer.unapproved",
              "Observers of a hearing attend when the judge let them.",
              "Court rules",
              MAIN,
              r ->
                  r.isHearing()
                      && r.isRole(Role.OBSERVER)
                      && !r.procedure().court().observers().contains(r.who().participantId())),
          new Rule(
              "expert.objected",
              "An expert a party objects to stays out until the mediator decided.",
              "OMR 13",
              MAIN,
              r -> r.procedure().experts().isObjectedTo(r.who().participantId())),
          new Rule(
              "expert.excluded",
              "An expert stays out where the objection was upheld.",
              "OMR 13",
              MAIN,
              r -> r.procedure().experts().excluded().contains(r.who().participantId())),
          new Rule(
              "room.apart",
              "What is sent in one room is received in that room only.",
              "OLR 26, PML 15",
              Set.of(Act.RECEIVE),
              r -> r.anyTarget(target -> !r.room().equals(r.room(target)))),
          new Rule(
              "lobby.no-media",
              "Who waits sends nothing and receives nothing.",
              "OLR 24",
              Set.of(
                  Act.RECEIVE,
                  Act.PUBLISH_MICROPHONE,
                  Act.PUBLISH_CAMERA,
                  Act.PUBLISH_SCREEN,
                  Act.CHAT,
                  Act.READ_HISTORY),
              r -> r.room().kind() == RoomKind.LOBBY),
          new Rule(
              "name.apart",
              "One sees the names of one's own room; hosts and the clerk see all.",
              "PML 15",
              Set.of(Act.SEE_NAME),
              r ->
                  !EntryRules.holds(r.scene(), r.who(), By.DESK)
                      && r.anyTarget(target -> !sharesRoom(r, target))),
          new Rule(
              "name.audience",
              "Listeners of a lecture see of one another only who was given the floor.",
              "PIPL 6",
              Set.of(Act.SEE_NAME),
              r ->
                  r.kind() == SittingKind.LECTURE
                      && r.who().isAudience()
                      && r.anyTarget(target -> target.isAudience() && !isInPublic(r, target))),
          new Rule(
              "witness.no-history",
              "A witness or appraiser does not read what the hearing wrote.",
              "OLR 26",
              Set.of(Act.READ_HISTORY),
              r -> r.isHearing() && isWitness(r.who())));

  private RoomRules() {}

  static boolean isWitness(Standing who) {
    return who.role() == Role.WITNESS || who.role() == Role.EXPERT;
  }

  private static boolean isOnStand(Request r) {
    return r.procedure().stand().on().filter(r.who().participantId()::equals).isPresent();
  }

  private static boolean isInPublic(Request r, Standing target) {
    return target.equals(r.who()) || r.procedure().floor().given().contains(target.participantId());
  }

  /** Those who wait see only themselves. */
  private static boolean sharesRoom(Request r, Standing target) {
    Room room = r.room();
    return target.equals(r.who()) || (room.kind() != RoomKind.LOBBY && room.equals(r.room(target)));
  }
}
