package org.maplebridge.signaling.rules;

import static org.maplebridge.signaling.rules.Laws.first;
import static org.maplebridge.signaling.rules.Laws.law;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.sitting.Hindrance;

/** What must hold of rooms, sources, subscriptions and the recorder's tap, at every moment. */
final class MediaLaws {
  private static final Set<Role> BENCH =
      Set.of(Role.JUDGE, Role.LAY_JUDGE, Role.JUDGE_ASSISTANT, Role.CLERK);

  private static final Set<Hindrance> UNPREPARED =
      Set.of(
          Hindrance.PLACE_UNKNOWN,
          Hindrance.CONTACT_UNKNOWN,
          Hindrance.SHEET_UNSIGNED,
          Hindrance.GUARDIAN_CONSENT_MISSING);

  private static final Set<SourceKind> SPEECH = Set.of(SourceKind.MICROPHONE);

  Optional<String> of(Scene scene, MediaGraph graph, boolean recording) {
    for (Standing who : scene.people()) {
      Optional<String> broken =
          first(
              () -> ofRoom(scene, graph, who),
              () -> ofSending(scene, graph, who),
              () -> ofReceiving(scene, graph, who),
              () -> ofSpeech(scene, graph, who),
              () -> ofTap(scene, graph, who, recording));
      if (broken.isPresent()) {
        return broken.map(name -> name + ": " + who + " at " + scene.procedure());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofRoom(Scene scene, MediaGraph graph, Standing who) {
    String id = who.participantId();
    Room room = graph.roomOf(id);
    char cell = GoldenTable.cell(scene.kind(), scene.procedure().stage(), who);
    boolean main = room.isMain();
    Procedure procedure = scene.procedure();
    return first(
        () -> law("outside and yet in a room", who.isInside() || room.equals(Room.LOBBY)),
        () -> law("the table keeps out", !main || (cell != 'L' && cell != '-')),
        () ->
            law(
                "an observer behind closed doors",
                !main || who.role() != Role.OBSERVER || !procedure.court().doorsClosed()),
        () ->
            law(
                "a consultation begins unprepared",
                !main
                    || scene.kind() != SittingKind.CONSULTATION
                    || Collections.disjoint(who.hindrances(), UNPREPARED)),
        () ->
            law(
                "a stranger sits in a consultation",
                !main
                    || scene.kind() != SittingKind.CONSULTATION
                    || !who.isCompanion()
                    || who.role() == Role.GUARDIAN
                    || !who.hindrances().contains(Hindrance.COMPANION_UNCONFIRMED)),
        () -> DeviceLaws.ofPlace(scene, graph, who),
        () ->
            law(
                "counsels and mediates the same person",
                !main || !who.hindrances().contains(Hindrance.DUAL_ROLE)),
        () -> law("challenged and yet in", !main || !procedure.court().challenged().contains(id)),
        () -> law("recused and yet in", !main || !procedure.court().recused().contains(id)),
        () ->
            law(
                "an observer nobody let attend",
                !main
                    || scene.kind() != SittingKind.HEARING
                    || who.role() != Role.OBSERVER
                    || procedure.court().observers().contains(id)),
        () ->
            law(
                "objected to and yet in",
                !main
                    || procedure.experts().objections().stream()
                        .noneMatch(o -> o.expert().equals(id) && !o.decided())),
        () -> law("excluded and yet in", !main || !procedure.experts().excluded().contains(id)),
        () ->
            law("a witness in the hearing", !main || !isWitness(scene, who) || onStand(scene, who)),
        () ->
            law(
                "a witness on the stand is not in the hearing",
                main
                    || !onStand(scene, who)
                    || !scene.state().isOpen()
                    || who.removed()
                    || procedure.court().challenged().contains(id)
                    || procedure.court().recused().contains(id)
                    || who.hindrances().contains(Hindrance.DUAL_ROLE)),
        () ->
            law(
                "two sides in one caucus",
                room.kind() != RoomKind.CAUCUS
                    || scene.people().stream()
                            .filter(p -> graph.roomOf(p.participantId()).equals(room))
                            .flatMap(p -> p.side().stream())
                            .distinct()
                            .count()
                        <= 1),
        () ->
            law(
                "somebody alone in a caucus",
                room.kind() != RoomKind.CAUCUS
                    || procedure.apart().rooms().values().stream().filter(room::equals).count()
                        > 1));
  }

  private static Optional<String> ofSending(Scene scene, MediaGraph graph, Standing who) {
    Set<SourceKind> passing = graph.passing().getOrDefault(who.participantId(), Set.of());
    Room room = graph.roomOf(who.participantId());
    boolean desk = who.host() || (scene.kind() == SittingKind.HEARING && who.role() == Role.CLERK);
    return first(
        () -> law("sends after the end", passing.isEmpty() || scene.state().isOpen()),
        () -> law("sends though removed", passing.isEmpty() || !who.removed()),
        () -> law("sends from outside", passing.isEmpty() || who.isInside()),
        () ->
            law(
                "an observer sends",
                passing.isEmpty()
                    || who.host()
                    || who.role() != Role.OBSERVER
                    || (isListenerHeard(scene, who) && SPEECH.equals(passing))),
        () -> law("who waits sends", passing.isEmpty() || room.kind() != RoomKind.LOBBY),
        () ->
            law(
                "somebody sends during a recess",
                passing.isEmpty() || !Laws.isResting(scene) || !room.isMain() || desk),
        () ->
            law(
                "a helper shows a screen",
                who.role() != Role.HELPER || !passing.contains(SourceKind.SCREEN)),
        () ->
            law(
                "the host of a point beside who testifies",
                !passing.contains(SourceKind.CAMERA)
                    || who.role() != Role.COURT_HOST
                    || scene.procedure().stand().on().isEmpty()
                    || scene.procedure().floor().given().contains(who.participantId())),
        () ->
            law(
                "a document out of turn",
                !passing.contains(SourceKind.SCREEN) || mayShow(scene, room, who)));
  }

  private static boolean mayShow(Scene scene, Room room, Standing who) {
    if (scene.kind() != SittingKind.HEARING || !room.isMain() || BENCH.contains(who.role())) {
      return true;
    }
    boolean scans = who.role() == Role.COURT_HOST;
    return scene.procedure().stage() == Stage.EVIDENCE && (scans || hasTurn(scene, who));
  }

  private static Optional<String> ofSpeech(Scene scene, MediaGraph graph, Standing who) {
    boolean speaks = graph.passes(who.participantId(), SourceKind.MICROPHONE);
    boolean main = graph.roomOf(who.participantId()).isMain();
    char cell = GoldenTable.cell(scene.kind(), scene.procedure().stage(), who);
    boolean floor = scene.procedure().floor().given().contains(who.participantId());
    boolean may =
        switch (cell) {
          case 'O', 's' -> true;
          case 't' -> floor || hasTurn(scene, who);
          case 'q' -> floor;
          case 'r' -> isListenerHeard(scene, who);
          case 'v' -> floor && who.role() == Role.COURT_HOST;
          default -> false;
        };
    boolean free =
        scene.state().isOpen() && !who.removed() && !Laws.isResting(scene) && may && main;
    boolean connected = !who.isCompanion();
    return first(
        () -> law("heard without right", !speaks || !main || may),
        () -> law("silenced without reason", speaks || !free || !connected));
  }

  private static Optional<String> ofReceiving(Scene scene, MediaGraph graph, Standing viewer) {
    String id = viewer.participantId();
    Room mine = graph.roomOf(id);
    for (String owner : graph.receivedBy(id)) {
      Room theirs = graph.roomOf(owner);
      Optional<String> broken =
          first(
              () -> law("hears themselves", !owner.equals(id)),
              () -> law("receives after the end", scene.state().isOpen()),
              () -> law("receives though removed", !viewer.removed()),
              () -> law("receives from outside", viewer.isInside()),
              () -> law("who waits receives", mine.kind() != RoomKind.LOBBY),
              () ->
                  law(
                      "a caucus packet leaves the caucus",
                      theirs.kind() != RoomKind.CAUCUS || theirs.equals(mine)),
              () ->
                  law(
                      "a witness hears the hearing",
                      !isWitness(scene, viewer) || onStand(scene, viewer) || !theirs.isMain()),
              () -> law("media cross rooms", theirs.equals(mine)));
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofTap(
      Scene scene, MediaGraph graph, Standing who, boolean recording) {
    String id = who.participantId();
    if (!recording || !graph.recorded().contains(id)) {
      return Optional.empty();
    }
    Room room = graph.roomOf(id);
    return first(
        () -> law("a tap without right", mayRecord(scene)),
        () -> law("a tap of somebody removed", !who.removed()),
        () -> law("a tap of somebody outside", who.isInside()),
        () ->
            law(
                "a tap of a listener who did not agree",
                scene.kind() != SittingKind.LECTURE
                    || who.role() != Role.OBSERVER
                    || who.consent().equals(Optional.of(true))),
        () -> law("a tap elsewhere", room.isMain() || room.kind() == RoomKind.CAUCUS),
        () ->
            law(
                "a tap in a caucus that did not agree",
                room.kind() != RoomKind.CAUCUS || caucusAgreed(scene, graph, room)));
  }

  private static boolean caucusAgreed(Scene scene, MediaGraph graph, Room room) {
    return scene.people().stream()
        .filter(person -> !person.isCompanion())
        .map(Standing::participantId)
        .filter(id -> graph.roomOf(id).equals(room) && !id.equals(room.key()))
        .allMatch(id -> scene.procedure().apart().recordable().contains(id));
  }

  /** Whether this sitting may be recorded at all at this moment. */
  static boolean mayRecord(Scene scene) {
    if (!scene.state().isOpen() || scene.procedure().court().pause().isPresent()) {
      return false;
    }
    if (scene.kind() == SittingKind.HEARING) {
      return GoldenTable.recorded(scene.procedure().stage()) && !Laws.isResting(scene);
    }
    boolean agreed = true;
    boolean client = false;
    for (Standing p : scene.people()) {
      boolean yes = p.consent().equals(Optional.of(true));
      boolean no = p.consent().equals(Optional.of(false));
      agreed &= p.role() == Role.OBSERVER || (p.role().isParty() ? yes : !no);
      client |=
          p.role() == Role.CLIENT && yes && !p.hindrances().contains(Hindrance.RECORDING_UNSIGNED);
    }
    return agreed && (client || scene.kind() != SittingKind.CONSULTATION);
  }

  /** A listener of a lecture who was given the floor. */
  static boolean isListenerHeard(Scene scene, Standing who) {
    return scene.kind() == SittingKind.LECTURE
        && who.role() == Role.OBSERVER
        && scene.procedure().floor().given().contains(who.participantId());
  }

  private static boolean hasTurn(Scene scene, Standing who) {
    return who.side().isPresent() && who.side().equals(scene.procedure().floor().turn());
  }

  private static boolean isWitness(Scene scene, Standing who) {
    return scene.kind() == SittingKind.HEARING
        && (who.role() == Role.WITNESS || who.role() == Role.EXPERT);
  }

  private static boolean onStand(Scene scene, Standing who) {
    return scene.procedure().stand().on().equals(Optional.of(who.participantId()));
  }
}
