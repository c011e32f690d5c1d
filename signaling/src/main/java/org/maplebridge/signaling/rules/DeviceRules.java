package org.maplebridge.signaling.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Hindrance;

/**
 * 一机多人: several persons at one device. A companion is a participant without a connection: what
 * reaches the device reaches all who sit at it, so it must be allowed to each of them. What is done
 * by the device is done by its owner, with the owner's rights.
 */
final class DeviceRules {
  /** What every person at a device must be allowed, or nobody there is. */
  static final Set<Act> REACHING = EnumSet.of(Act.BE_IN_MAIN, Act.RECEIVE, Act.READ_HISTORY);

  /** Nobody comes to a device by these who must not be there; and who is there is not inside. */
  private static final Set<Act> TOGETHER = Set.of(Act.SHARE_DEVICE, Act.BE_IN_MAIN);

  /** What befalls a companion, or is theirs alone, without a connection of their own. */
  private static final Set<Act> WITHOUT_CONNECTION =
      EnumSet.of(
          Act.BE_IN_MAIN,
          Act.RECEIVE,
          Act.READ_HISTORY,
          Act.SEE_NAME,
          Act.BE_RECORDED,
          Act.GIVE_CONSENT);

  private static final Set<Role> OF_THE_COURT =
      Set.of(Role.JUDGE, Role.LAY_JUDGE, Role.JUDGE_ASSISTANT, Role.CLERK);

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "device.companion",
              "Who sits at another's device has no connection and takes no step of their own.",
              "procedure",
              EnumSet.complementOf(EnumSet.copyOf(WITHOUT_CONNECTION)),
              r -> r.who().isCompanion()),
          new Rule(
              "device.together",
              "Who sits at another's device goes where it goes, and is not called or moved alone.",
              "procedure",
              Set.of(Act.OPEN_CAUCUS, Act.CALL_TO_DESK, Act.GIVE_FLOOR, Act.CALL_WITNESS),
              r -> r.anyTarget(Standing::isCompanion)),
          new Rule(
              "device.witness-apart",
              "A witness or appraiser shares a device with nobody.",
              "OLR 26, EVI 72, 74",
              TOGETHER,
              shared(r -> r.isHearing() && anybody(r, RoomRules::isWitness))),
          new Rule(
              "device.two-sides",
              "The two sides of a dispute never share a device.",
              "PML 15",
              TOGETHER,
              shared(r -> sides(r) > 1)),
          new Rule(
              "device.neutral",
              "Who leads, judges or keeps the record shares no device with a side.",
              "PML 15, CPL 47",
              TOGETHER,
              shared(r -> sides(r) > 0 && anybody(r, DeviceRules::isNeutral))),
          new Rule(
              "device.observer",
              "Observers share a device with observers only.",
              "Court rules",
              TOGETHER,
              shared(
                  r ->
                      anybody(r, Standing::isAudience)
                          && anybody(r, person -> !person.isAudience()))),
          new Rule(
              "device.apart",
              "Nobody comes to a device that is in a caucus or at the clerk's.",
              "PML 15",
              Set.of(Act.SHARE_DEVICE),
              r -> r.room().kind() == RoomKind.CAUCUS || r.room().kind() == RoomKind.CLERK_DESK),
          new Rule(
              "device.confidential",
              "A consultation rests while somebody sits at a device there whom the counsellor has not"
                  + " confirmed; a guardian may be there.",
              "Ethics code 3.1",
              Set.of(Act.BE_IN_MAIN),
              r ->
                  r.kind() == SittingKind.CONSULTATION
                      && r.who().isCompanion()
                      && !r.isRole(Role.GUARDIAN)
                      && r.who().isHinderedBy(Hindrance.COMPANION_UNCONFIRMED)));

  private DeviceRules() {}

  /**
   * Of devices with several persons only. Asked first, since most devices are one person's and all
   * are asked about all the time.
   */
  private static Predicate<Request> shared(Predicate<Request> forbids) {
    return r -> r.device().size() > 1 && forbids.test(r);
  }

  private static boolean anybody(Request r, Predicate<Standing> test) {
    return r.device().stream().anyMatch(test);
  }

  private static long sides(Request r) {
    return r.device().stream().flatMap(p -> p.side().stream()).distinct().count();
  }

  private static boolean isNeutral(Standing who) {
    return who.host() || OF_THE_COURT.contains(who.role());
  }
}
