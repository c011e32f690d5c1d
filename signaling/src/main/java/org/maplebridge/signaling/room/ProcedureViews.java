package org.maplebridge.signaling.room;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.ServerMessage.Procedure.Order;
import org.maplebridge.signaling.protocol.ServerMessage.Procedure.Rest;
import org.maplebridge.signaling.protocol.ServerMessage.Procedure.Rights;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.SourceKind;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.By;
import org.maplebridge.signaling.rules.MediaGraph;
import org.maplebridge.signaling.rules.Procedure;
import org.maplebridge.signaling.rules.Room;
import org.maplebridge.signaling.rules.Scene;
import org.maplebridge.signaling.rules.SittingRules;
import org.maplebridge.signaling.rules.Standing;

/** The procedure as each participant may see it. On the room's thread. */
final class ProcedureViews {
  private final RoomState state;
  private final Scene scene;
  private final MediaGraph graph;
  private final Procedure procedure;

  ProcedureViews(RoomState state, Scene scene, MediaGraph graph) {
    this.state = state;
    this.scene = scene;
    this.graph = graph;
    this.procedure = scene.procedure();
  }

  ServerMessage.Procedure of(Seat seat) {
    Standing who = seat.standing();
    Room room = graph.roomOf(seat.participantId);
    boolean leads = leads(who);
    boolean sees = leads || room.isMain() || room.kind() == RoomKind.CAUCUS;
    return new ServerMessage.Procedure(
        procedure.stage(),
        rest(),
        room.kind(),
        rights(who),
        caucusElsewhere(room),
        procedure.floor().turn(),
        state.turnEndsAt().map(state::shown),
        sees ? List.copyOf(procedure.floor().given()) : List.of(),
        sees ? hands(who, leads) : List.of(),
        stages(who),
        isHearing() ? Optional.of(order(who, leads, sees)) : Optional.empty(),
        caucusRecording(seat, room),
        sees && !isWitness(who) ? evidence() : List.of(),
        questions(seat, leads),
        objections(who, leads),
        who.host() ? Optional.of(procedure.crisis()) : Optional.empty());
  }

  /** Listeners of a lecture do not see who else raised a hand. */
  private List<String> hands(Standing who, boolean leads) {
    boolean all = leads || scene.kind() != SittingKind.LECTURE || who.role() != Role.OBSERVER;
    return procedure.floor().hands().stream()
        .filter(id -> all || id.equals(who.participantId()))
        .toList();
  }

  private Rest rest() {
    return switch (scene.state()) {
      case RECESS -> Rest.RECESS;
      case TECH_INTERRUPTED -> Rest.INTERRUPTED;
      default -> Rest.NONE;
    };
  }

  private Rights rights(Standing who) {
    String id = who.participantId();
    return new Rights(
        graph.passes(id, SourceKind.MICROPHONE),
        graph.passes(id, SourceKind.CAMERA),
        graph.passes(id, SourceKind.SCREEN),
        may(who, Act.CHAT),
        SittingRules.holds(scene, who, By.LEADER),
        SittingRules.holds(scene, who, By.DESK),
        isHearing() ? may(who, Act.DELEGATE) : SittingRules.holds(scene, who, By.HOST),
        may(who, Act.RAISE_ALARM),
        may(who, Act.END_MEDIATION));
  }

  private boolean may(Standing who, Act act) {
    return SittingRules.may(scene, who, act).allowed();
  }

  private boolean isHearing() {
    return scene.kind() == SittingKind.HEARING;
  }

  private boolean caucusElsewhere(Room mine) {
    return procedure.apart().rooms().values().stream()
        .anyMatch(room -> room.kind() == RoomKind.CAUCUS && !room.equals(mine));
  }

  private List<Stage> stages(Standing who) {
    if (!isHearing() || !leads(who)) {
      return List.of();
    }
    return Arrays.stream(Stage.values())
        .filter(stage -> SittingRules.may(scene, who, new Move.EnterStage(stage)).allowed())
        .toList();
  }

  private Order order(Standing who, boolean leads, boolean sees) {
    return new Order(
        procedure.court().doorsClosed(),
        procedure.court().delegated(),
        sees ? procedure.stand().on() : procedure.stand().on().filter(who.participantId()::equals),
        leads ? witnesses() : own(who),
        leads ? observers() : List.of(),
        sees ? sorted(procedure.court().challenged()) : List.of(),
        leads ? sorted(procedure.interruption().missing()) : List.of(),
        leads ? sorted(procedure.interruption().here()) : List.of(),
        leads ? awaited() : List.of(),
        leads ? cautions() : List.of(),
        procedure.court().pause());
  }

  private List<ServerMessage.Procedure.Witness> own(Standing who) {
    return isWitness(who) ? List.of(witness(who)) : List.of();
  }

  private List<ServerMessage.Procedure.Witness> witnesses() {
    return scene.people().stream()
        .filter(ProcedureViews::isWitness)
        .filter(person -> graph.rooms().containsKey(person.participantId()))
        .map(this::witness)
        .toList();
  }

  private List<ServerMessage.Procedure.Awaited> awaited() {
    return scene.people().stream()
        .filter(person -> person.place() != Place.ROOM && !person.removed())
        .map(
            person ->
                new ServerMessage.Procedure.Awaited(
                    person.participantId(), person.name(), person.role()))
        .toList();
  }

  private List<ServerMessage.Procedure.CautionGiven> cautions() {
    return procedure.court().cautions().entrySet().stream()
        .map(e -> new ServerMessage.Procedure.CautionGiven(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(ServerMessage.Procedure.CautionGiven::participantId))
        .toList();
  }

  private List<ServerMessage.Procedure.Observer> observers() {
    return scene.people().stream()
        .filter(person -> person.role() == Role.OBSERVER)
        .map(
            person ->
                new ServerMessage.Procedure.Observer(
                    person.participantId(),
                    person.name(),
                    procedure.court().observers().contains(person.participantId())))
        .toList();
  }

  private ServerMessage.Procedure.Witness witness(Standing who) {
    return new ServerMessage.Procedure.Witness(
        who.participantId(),
        who.name(),
        procedure.stand().oaths().contains(who.participantId()),
        procedure.stand().heard().contains(who.participantId()));
  }

  private Optional<Boolean> caucusRecording(Seat seat, Room room) {
    return room.kind() == RoomKind.CAUCUS
        ? Optional.of(graph.recorded().contains(seat.participantId))
        : Optional.empty();
  }

  private List<ServerMessage.Procedure.Evidence> evidence() {
    return procedure.evidence().stream()
        .map(
            e ->
                new ServerMessage.Procedure.Evidence(
                    e.id(), e.by(), e.title(), e.opinions().stream().map(this::opinion).toList()))
        .toList();
  }

  private ServerMessage.Procedure.Opinion opinion(Procedure.Opinion o) {
    return new ServerMessage.Procedure.Opinion(
        o.by(), o.genuine(), o.lawful(), o.relevant(), o.note());
  }

  private List<ServerMessage.Procedure.Question> questions(Seat seat, boolean leads) {
    return procedure.questions().stream()
        .filter(q -> !q.closed())
        .filter(q -> leads || q.taken() || q.participantId().equals(seat.participantId))
        .map(
            q ->
                new ServerMessage.Procedure.Question(
                    q.id(),
                    q.text(),
                    q.taken(),
                    Optional.of(q.participantId())
                        .filter(by -> leads || by.equals(seat.participantId))))
        .toList();
  }

  private List<ServerMessage.Procedure.Objection> objections(Standing who, boolean leads) {
    return procedure.experts().objections().stream()
        .filter(o -> !o.decided() && (leads || o.by().equals(who.participantId())))
        .map(
            o ->
                new ServerMessage.Procedure.Objection(
                    o.expert(), name(o.expert()), name(o.by()), o.reason()))
        .toList();
  }

  private String name(String participantId) {
    return scene.person(participantId).map(Standing::name).orElse("");
  }

  private boolean leads(Standing who) {
    return SittingRules.holds(scene, who, By.DESK);
  }

  private static boolean isWitness(Standing who) {
    return who.role() == Role.WITNESS || who.role() == Role.EXPERT;
  }

  private static List<String> sorted(Set<String> ids) {
    return ids.stream().sorted().toList();
  }
}
