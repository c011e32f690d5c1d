package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Role;

/**
 * The rules of sittings, first version. What is not allowed by a rule below is refused; the first
 * rule that refuses decides.
 */
public final class SittingRules {
  static final String CLOSED = "sitting.closed";
  static final String NOT_INSIDE = "room.not-inside";
  static final String KNOCK_FIRST = "rule.knock-first";
  static final String HOST_ONLY = "rule.host-only";
  static final String OBSERVER_SILENT = "rule.observer-silent";
  static final String HELPER_NO_SCREEN = "rule.helper-no-screen";
  static final String SELF = "rule.self";
  static final String CONSENT_MISSING = "recording.consent-missing";

  private SittingRules() {}

  /** Whether somebody may do something in a scene they are part of. */
  public static Decision may(Scene scene, Standing who, Act act) {
    if (!scene.state().isOpen()) {
      return Decision.refuse(CLOSED);
    }
    return switch (act) {
      case ENTER -> Decision.allow("enter.invited");
      case ENTER_WITHOUT_KNOCK -> mayEnterDirectly(who);
      case ASK_FOR_HELP -> Decision.allow("help.everyone");
      case PUBLISH_MICROPHONE, PUBLISH_CAMERA, CHAT -> maySpeak(who);
      case PUBLISH_SCREEN -> mayShowScreen(who);
      case GIVE_CONSENT -> inside(who).orElse(Decision.allow("consent.own"));
      case ADMIT, MUTE, REMOVE, ASK_CONSENT, STOP_RECORDING, CLOSE ->
          hostInside(who).orElse(Decision.allow("host.presides"));
      case START_RECORDING -> hostInside(who).orElseGet(() -> mayRecord(scene));
    };
  }

  /** Whether one participant hears and sees what another sends. */
  public static Decision mayReceive(Scene scene, Standing viewer, Standing owner) {
    if (!scene.state().isOpen()) {
      return Decision.refuse(CLOSED);
    }
    if (viewer.participantId().equals(owner.participantId())) {
      return Decision.refuse(SELF);
    }
    return inside(viewer)
        .or(() -> inside(owner))
        .or(() -> silent(owner))
        .orElse(Decision.allow("receive.same-room"));
  }

  /**
   * Who receives whom: from each participant in the room to those they hear and see. The
   * subscriptions of a room follow from this and nothing else.
   */
  public static Map<String, Set<String>> receivers(Scene scene) {
    return scene.people().stream()
        .filter(viewer -> viewer.place() == Place.ROOM)
        .collect(
            Collectors.toUnmodifiableMap(
                Standing::participantId, viewer -> receivedBy(scene, viewer)));
  }

  private static Set<String> receivedBy(Scene scene, Standing viewer) {
    return scene.people().stream()
        .filter(owner -> mayReceive(scene, viewer, owner).allowed())
        .map(Standing::participantId)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Decision mayEnterDirectly(Standing who) {
    if (who.host()) {
      return Decision.allow("enter.host");
    }
    return who.place() == Place.ROOM
        ? Decision.allow("enter.place-kept")
        : Decision.refuse(KNOCK_FIRST);
  }

  private static Decision maySpeak(Standing who) {
    return inside(who).or(() -> silent(who)).orElse(Decision.allow("speak.in-room"));
  }

  private static Decision mayShowScreen(Standing who) {
    return inside(who)
        .or(() -> silent(who))
        .orElse(
            who.role() == Role.HELPER
                ? Decision.refuse(HELPER_NO_SCREEN)
                : Decision.allow("screen.in-room"));
  }

  /**
   * Whether consent allows a recording. Every party of the sitting must have agreed, whether or not
   * they are here: so nobody is recorded who comes later. A refusal by anybody else counts as well.
   */
  public static Decision mayRecord(Scene scene) {
    List<Standing> missing =
        scene.people().stream()
            .filter(
                person ->
                    person.role().isParty()
                        ? !person.consent().orElse(false)
                        : !person.consent().orElse(true))
            .toList();
    return missing.isEmpty()
        ? Decision.allow("recording.consented")
        : new Decision(false, CONSENT_MISSING, missing);
  }

  private static Optional<Decision> hostInside(Standing who) {
    return who.host() ? inside(who) : Optional.of(Decision.refuse(HOST_ONLY));
  }

  private static Optional<Decision> inside(Standing who) {
    return who.place() == Place.ROOM ? Optional.empty() : Optional.of(Decision.refuse(NOT_INSIDE));
  }

  private static Optional<Decision> silent(Standing who) {
    return who.role() == Role.OBSERVER && !who.host()
        ? Optional.of(Decision.refuse(OBSERVER_SILENT))
        : Optional.empty();
  }
}
