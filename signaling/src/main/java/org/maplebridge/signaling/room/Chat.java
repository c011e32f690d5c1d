package org.maplebridge.signaling.room;

import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.Room;

/** The written conversation of a room. */
public final class Chat {
  private static final int MAX_CHARS = 2_000;

  /** Lines told to whoever enters. */
  private static final int HISTORY = 500;

  private final RoomState state;

  Chat(RoomState state) {
    this.state = state;
  }

  /** Says a line to everyone in the same room of the sitting. */
  public void say(Seat seat, String text) {
    state.require(seat, Act.CHAT);
    say(seat, text, state.room(seat), false);
  }

  /** Says in the main room what a caucus lets pass; who passes it on sees it too. */
  void passOn(Seat seat, String text) {
    say(seat, text, Room.MAIN, true);
  }

  private void say(Seat seat, String text, Room room, boolean passedOn) {
    if (text.isBlank() || text.length() > MAX_CHARS || text.indexOf('\0') >= 0) {
      throw Problems.refusal("chat.length");
    }
    RoomJournal.Line line =
        new RoomJournal.Line(
            Tokens.next(state.doors.random()),
            seat.participantId,
            seat.participant.name(),
            state.now(),
            text,
            room,
            passedOn);
    state.doors.journal().said(state.sitting().id(), line);
    state.toRoom(room, message(line));
    if (passedOn) {
      seat.send(message(line));
    }
  }

  /** What was written in the room somebody comes into, where the rules let them read it. */
  void tellHistory(Seat seat) {
    if (state.decide(seat, Act.READ_HISTORY).allowed()) {
      state
          .doors
          .journal()
          .chat(state.sitting().id(), state.room(seat), HISTORY)
          .forEach(l -> seat.send(message(l)));
    }
  }

  private ServerMessage.ChatLine message(RoomJournal.Line line) {
    return new ServerMessage.ChatLine(
        line.id(),
        line.participantId(),
        line.name(),
        state.shown(line.at()),
        line.text(),
        line.room().kind(),
        line.passedOn());
  }
}
