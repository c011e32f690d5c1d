package org.maplebridge.signaling.room;

import java.util.Optional;
import org.maplebridge.signaling.protocol.RoomKind;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.MediaGraph;
import org.maplebridge.signaling.rules.Pairs;
import org.maplebridge.signaling.rules.Scene;
import org.maplebridge.signaling.rules.SittingRules;
import org.maplebridge.signaling.rules.Standing;

/** What somebody who enters the room is told, whether admitted just now or back in their place. */
final class Welcome {
  private final RoomState state;
  private final Chat chat;
  private final Recorder recorder;

  Welcome(RoomState state, Chat chat, Recorder recorder) {
    this.state = state;
    this.chat = chat;
    this.recorder = recorder;
  }

  void entered(Seat seat) {
    state.event(RoomListener.Kind.JOINED, seat);
    recorder.note("participant-joined", seat);
    state.rosterChanged();
    // Somebody who lets people in may have come.
    state.lobbyChanged();
    seat.toldRoster = Optional.empty();
    seat.toldProcedure = Optional.empty();
    Scene scene = state.scene();
    tell(seat, scene, SittingRules.graph(scene), SittingRules.pairs(scene));
    recorder.tell(seat);
    chat.tellHistory(seat);
  }

  /** Tells everybody in the room who is there and how the procedure stands, as they may see it. */
  void tellAll(Scene scene, MediaGraph graph) {
    Pairs pairs = SittingRules.pairs(scene);
    state.inRoom().filter(Seat::isPresent).forEach(seat -> tell(seat, scene, graph, pairs));
  }

  private void tell(Seat seat, Scene scene, MediaGraph graph, Pairs pairs) {
    ServerMessage.Procedure procedure = new ProcedureViews(state, scene, graph).of(seat);
    Optional<RoomKind> before = seat.toldProcedure.map(ServerMessage.Procedure::room);
    if (!seat.toldProcedure.equals(Optional.of(procedure))) {
      seat.toldProcedure = Optional.of(procedure);
      seat.send(procedure);
    }
    // After the procedure, which tells why a source in it is shut.
    ServerMessage.Roster roster = roster(seat, graph, pairs);
    if (!seat.toldRoster.equals(Optional.of(roster))) {
      seat.toldRoster = Optional.of(roster);
      seat.send(roster);
    }
    if (before.filter(room -> room != procedure.room()).isPresent()) {
      chat.tellHistory(seat);
    }
  }

  private ServerMessage.Roster roster(Seat seat, MediaGraph graph, Pairs pairs) {
    Standing viewer = seat.standing();
    return new ServerMessage.Roster(
        state
            .inRoom()
            .filter(s -> pairs.may(viewer, Act.SEE_NAME, s.standing()))
            .map(s -> s.view(graph.roomOf(s.participantId).kind()))
            .toList());
  }
}
