package org.maplebridge.signaling.room;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.Decision;
import org.maplebridge.signaling.rules.MediaGraph;
import org.maplebridge.signaling.rules.Procedure;
import org.maplebridge.signaling.rules.Room;
import org.maplebridge.signaling.rules.Scene;
import org.maplebridge.signaling.rules.SittingRules;
import org.maplebridge.signaling.rules.Standing;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * What the parts of a live sitting share: the sitting, the seats, and what changed since clients
 * were last told. Belongs to the room's thread.
 */
final class RoomState {
  private static final int EVENTS = 1_024;

  final RoomDoors doors;
  private final Mailbox thread;
  private final Mailbox events;
  private final Map<String, Seat> seats = new LinkedHashMap<>();
  private Sitting sitting;
  private Procedure procedure;
  private Optional<Instant> turnEndsAt = Optional.empty();
  private boolean rosterChanged;
  private boolean lobbyChanged;

  RoomState(RoomDoors doors, Sitting sitting, Mailbox thread) {
    this.doors = doors;
    this.sitting = sitting;
    this.thread = thread;
    this.events = new Mailbox("room-events-" + sitting.id(), EVENTS);
    this.procedure = Procedure.of(sitting.kind());
    update(sitting);
  }

  /** Has a task run on the room's thread; false when its mailbox is full. Any thread. */
  boolean post(Runnable task) {
    return thread.post(task);
  }

  void assertOwned() {
    assert thread.isOnThread() : "not on the room's thread";
  }

  Sitting sitting() {
    assertOwned();
    return sitting;
  }

  /** Takes the sitting as the directory has it now; participants may have been added. */
  void update(Sitting current) {
    sitting = current;
    for (Participant participant : current.participants()) {
      seats.computeIfAbsent(participant.id(), id -> new Seat(participant)).participant =
          participant;
    }
    for (Seat seat : seats.values()) {
      seat.device = seat.participant.device().map(seats::get);
      seat.companions =
          seats.values().stream()
              .filter(other -> other.participant.device().equals(Optional.of(seat.participantId)))
              .toList();
    }
  }

  Stream<Seat> seats() {
    assertOwned();
    return seats.values().stream();
  }

  Stream<Seat> inRoom() {
    return seats().filter(Seat::isInRoom);
  }

  Optional<Seat> find(String participantId) {
    assertOwned();
    return Optional.ofNullable(seats.get(participantId));
  }

  /** A seat another participant names. */
  Seat named(String participantId) {
    return find(participantId).orElseThrow(() -> Problems.refusal("room.participant-unknown"));
  }

  Procedure procedure() {
    assertOwned();
    return procedure;
  }

  /** Takes the procedure as it is from now on. */
  void update(Procedure current) {
    procedure = current;
    rosterChanged = true;
  }

  /** When the turn that was given ends by itself. */
  Optional<Instant> turnEndsAt() {
    return turnEndsAt;
  }

  void turnEndsAt(Optional<Instant> end) {
    turnEndsAt = end;
  }

  Scene scene() {
    return new Scene(
        sitting().kind(),
        sitting.state(),
        seats().filter(seat -> !seat.participant.hasLeft()).map(Seat::standing).toList(),
        procedure);
  }

  /** The room of the rules somebody is in. */
  Room room(Seat seat) {
    return SittingRules.room(scene(), seat.standing());
  }

  /** Lets the rules decide. */
  Decision decide(Seat seat, Act act) {
    return SittingRules.may(scene(), seat.standing(), act);
  }

  /**
   * Lets the rules decide.
   *
   * @throws ProblemException named after the rule that refuses
   */
  void require(Seat seat, Act act) {
    require(seat, decide(seat, act));
  }

  /** As {@link #require(Seat, Act)}, of an act upon somebody. */
  void require(Seat seat, Act act, Seat target) {
    require(seat, SittingRules.may(scene(), seat.standing(), act, target.standing()));
  }

  /** Lets a decision stand; a refusal ends what was asked, and whoever carried it tells upward. */
  void require(Seat seat, Decision decision) {
    if (!decision.allowed()) {
      throw refusal(decision, seat);
    }
  }

  /** Somebody was refused something: it is told upward, whatever it was. */
  void refused(Seat seat, String problemId) {
    event(RoomListener.Kind.RULE_DECIDED, seat, Optional.of(problemId), false);
  }

  private static ProblemException refusal(Decision decision, Seat seat) {
    String names =
        seat.removed.orElseGet(
            () -> decision.about().stream().map(Standing::name).collect(Collectors.joining("、")));
    List<String> ids = decision.about().stream().map(Standing::participantId).toList();
    return new ProblemException(Problems.about(decision.rule(), ids, names));
  }

  void toRoom(ServerMessage message) {
    inRoom().forEach(seat -> seat.send(message));
  }

  /** To those in one room of the sitting. */
  void toRoom(Room room, ServerMessage message) {
    MediaGraph graph = SittingRules.graph(scene());
    inRoom()
        .filter(seat -> graph.roomOf(seat.participantId).equals(room))
        .forEach(seat -> seat.send(message));
  }

  /** To those who let people in: hosts, and the clerk of a hearing. */
  void toDesk(ServerMessage message) {
    desk().forEach(seat -> seat.send(message));
  }

  /** Whether somebody is here who can let people in. */
  boolean isDeskPresent() {
    return desk().findAny().isPresent();
  }

  private Stream<Seat> desk() {
    return inRoom().filter(Seat::isPresent).filter(seat -> decide(seat, Act.ADMIT).allowed());
  }

  void rosterChanged() {
    rosterChanged = true;
  }

  void lobbyChanged() {
    lobbyChanged = true;
  }

  /** Whether the roster changed since this was last asked. */
  boolean takeRosterChanged() {
    boolean changed = rosterChanged;
    rosterChanged = false;
    return changed;
  }

  boolean takeLobbyChanged() {
    boolean changed = lobbyChanged;
    lobbyChanged = false;
    return changed;
  }

  void event(RoomListener.Kind kind, Seat seat) {
    event(kind, seat, Optional.empty(), true);
  }

  void event(RoomListener.Kind kind, Seat seat, Optional<String> rule, boolean allowed) {
    post(kind, Optional.of(seat.participantId), rule, allowed);
  }

  void event(RoomListener.Kind kind) {
    post(kind, Optional.empty(), Optional.empty(), true);
  }

  private void post(
      RoomListener.Kind kind, Optional<String> who, Optional<String> rule, boolean allowed) {
    RoomListener.RoomEvent event =
        new RoomListener.RoomEvent(kind, sitting.id(), who, rule, allowed);
    events.post(() -> doors.listener().onEvent(event));
  }

  Instant now() {
    return doors.clock().instant();
  }

  OffsetDateTime shown(Instant instant) {
    return instant.atZone(doors.options().zone()).toOffsetDateTime();
  }

  /** Events dropped because the listener was too slow. */
  long droppedEvents() {
    return events.dropped();
  }

  void close() {
    events.close();
  }
}
