package org.maplebridge.signaling.room;

import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.rules.Act;

/** The written conversation of a room. */
public final class Chat {
  private static final int MAX_CHARS = 2_000;

  /** Lines told to whoever enters. */
  private static final int HISTORY = 500;

  private final RoomState state;

  Chat(RoomState state) {
    this.state = state;
  }

  /** Says a line to everyone in the room. */
  public void say(Seat seat, String text) {
    state.require(seat, Act.CHAT);
    if (text.isBlank() || text.length() > MAX_CHARS || text.indexOf('\0') >= 0) {
      throw Problems.refusal("chat.length");
    }
    RoomJournal.Line line =
        new RoomJournal.Line(
            Tokens.next(state.doors.random()),
            seat.participantId,
            seat.participant.name(),
            state.now(),
            text);
    state.doors.journal().said(state.sitting().id(), line);
    state.toRoom(message(line));
  }

  void tellHistory(Seat seat) {
    state.doors.journal().chat(state.sitting().id(), HISTORY).forEach(l -> seat.send(message(l)));
  }

  private ServerMessage.ChatLine message(RoomJournal.Line line) {
    return new ServerMessage.ChatLine(
        line.id(), line.participantId(), line.name(), state.shown(line.at()), line.text());
  }
}
