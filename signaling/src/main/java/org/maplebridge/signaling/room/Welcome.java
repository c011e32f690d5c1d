package org.maplebridge.signaling.room;

import org.maplebridge.signaling.protocol.ServerMessage;

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
    if (seat.participant.host()) {
      state.lobbyChanged();
    }
    seat.send(roster());
    recorder.tell(seat);
    chat.tellHistory(seat);
  }

  ServerMessage.Roster roster() {
    return new ServerMessage.Roster(state.inRoom().map(Seat::view).toList());
  }
}
