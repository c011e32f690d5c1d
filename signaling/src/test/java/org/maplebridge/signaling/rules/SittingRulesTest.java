package org.maplebridge.signaling.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

class SittingRulesTest {
  private static final Set<SittingState> OVER =
      EnumSet.of(SittingState.ENDED, SittingState.CANCELLED);
  private static final Set<Act> PRESIDING =
      EnumSet.of(
          Act.ADMIT,
          Act.MUTE,
          Act.REMOVE,
          Act.ASK_CONSENT,
          Act.START_RECORDING,
          Act.STOP_RECORDING,
          Act.CLOSE);
  private static final List<Optional<Boolean>> ANSWERS =
      List.of(Optional.empty(), Optional.of(true), Optional.of(false));

  /** Every standing there can be. */
  private static List<Standing> standings(String id) {
    List<Standing> all = new ArrayList<>();
    for (Role role : Role.values()) {
      for (Place place : Place.values()) {
        for (Optional<Boolean> answer : ANSWERS) {
          all.add(new Standing(id, id, role, true, place, answer));
          all.add(new Standing(id, id, role, false, place, answer));
        }
      }
    }
    return all;
  }

  private static void everyScene(Standing who, Consumer<Scene> check) {
    for (SittingKind kind : SittingKind.values()) {
      for (SittingState state : SittingState.values()) {
        check.accept(new Scene(kind, state, List.of(who)));
      }
    }
  }

  /** Said in another way than the rules say it: as a table of who may at all. */
  private static boolean expected(Scene scene, Standing who, Act act) {
    if (OVER.contains(scene.state())) {
      return false;
    }
    boolean inside = who.place() == Place.ROOM;
    boolean audience = who.role() == Role.OBSERVER && !who.host();
    boolean party = Set.of(Role.APPLICANT, Role.RESPONDENT, Role.CLIENT).contains(who.role());
    boolean consents =
        who.consent().equals(Optional.of(true)) || (!party && who.consent().isEmpty());
    return switch (act) {
      case ENTER, ASK_FOR_HELP -> true;
      case ENTER_WITHOUT_KNOCK -> who.host() || inside;
      case PUBLISH_MICROPHONE, PUBLISH_CAMERA, CHAT -> inside && !audience;
      case PUBLISH_SCREEN -> inside && !audience && who.role() != Role.HELPER;
      case GIVE_CONSENT -> inside;
      case ADMIT, MUTE, REMOVE, ASK_CONSENT, STOP_RECORDING, CLOSE -> inside && who.host();
      case START_RECORDING -> inside && who.host() && consents;
    };
  }

  @Test
  void decidesEveryActOfEveryoneEverywhere() {
    for (Standing who : standings("a")) {
      everyScene(
          who,
          scene -> {
            for (Act act : Act.values()) {
              Decision decision = SittingRules.may(scene, who, act);
              assertEquals(
                  expected(scene, who, act), decision.allowed(), () -> act + " " + who + scene);
              assertFalse(decision.rule().isEmpty());
            }
          });
    }
  }

  @Test
  void everyRefusalHasASentence() {
    for (Standing who : standings("a")) {
      everyScene(
          who,
          scene -> {
            for (Act act : Act.values()) {
              Decision decision = SittingRules.may(scene, who, act);
              assertTrue(
                  decision.allowed() || Problems.ids().contains(decision.rule()), decision.rule());
            }
          });
    }
  }

  @Test
  void onlyAHostPresides() {
    for (Standing who : standings("a")) {
      if (!who.host()) {
        everyScene(
            who,
            scene ->
                PRESIDING.forEach(act -> assertFalse(SittingRules.may(scene, who, act).allowed())));
      }
    }
  }

  @Test
  void receivingNeedsBothInTheRoomAndAnOwnerWhoMaySpeak() {
    for (SittingState state : SittingState.values()) {
      for (Standing viewer : standings("a")) {
        for (Standing owner : standings("b")) {
          Scene scene = new Scene(SittingKind.MEDIATION, state, List.of(viewer, owner));
          boolean expected =
              !OVER.contains(state)
                  && viewer.place() == Place.ROOM
                  && owner.place() == Place.ROOM
                  && (owner.host() || owner.role() != Role.OBSERVER);
          assertEquals(expected, SittingRules.mayReceive(scene, viewer, owner).allowed());
        }
      }
    }
  }

  @Test
  void graphIsOfTheRoomOnly() {
    Standing host = person("h", Role.MEDIATOR, true, Place.ROOM, Optional.empty());
    Standing inside = person("a", Role.APPLICANT, false, Place.ROOM, Optional.empty());
    Standing waiting = person("b", Role.RESPONDENT, false, Place.LOBBY, Optional.empty());
    Standing watching = person("o", Role.OBSERVER, false, Place.ROOM, Optional.empty());
    Scene scene = scene(host, inside, waiting, watching);
    assertEquals(
        Map.of("h", Set.of("a"), "a", Set.of("h"), "o", Set.of("h", "a")),
        SittingRules.receivers(scene));
  }

  @Test
  void recordingNamesWhoHasNotConsented() {
    Standing host = person("h", Role.MEDIATOR, true, Place.ROOM, Optional.empty());
    Standing yes = person("a", Role.APPLICANT, false, Place.ROOM, Optional.of(true));
    Standing absent = person("b", Role.RESPONDENT, false, Place.DOOR, Optional.empty());
    Standing no = person("g", Role.AGENT, false, Place.ROOM, Optional.of(false));
    Decision refused = SittingRules.may(scene(host, yes, absent, no), host, Act.START_RECORDING);
    assertEquals("recording.consent-missing", refused.rule());
    assertEquals(List.of(absent, no), refused.about());
    assertTrue(SittingRules.may(scene(host, yes), host, Act.START_RECORDING).allowed());
  }

  private static Scene scene(Standing... people) {
    return new Scene(SittingKind.MEDIATION, SittingState.IN_SESSION, List.of(people));
  }

  private static Standing person(
      String id, Role role, boolean host, Place place, Optional<Boolean> consent) {
    return new Standing(id, id, role, host, place, consent);
  }
}
