package org.maplebridge.signaling.room;

import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.rules.Act;

/** Two calls for help: one whoever keeps order is told of, and one nobody in the room is. */
public final class Help {
  private final RoomState state;

  Help(RoomState state) {
    this.state = state;
  }

  /** A silent call to whoever keeps order. */
  public void askHost(Seat seat) {
    state.require(seat, Act.ASK_FOR_HELP);
    state.toDesk(new ServerMessage.HelpAsked(seat.participantId, state.shown(state.now())));
    state.event(RoomListener.Kind.HELP_ASKED, seat);
  }

  /**
   * 静默报警. Nothing is sent to anybody here, nor noted with the recording: whoever threatens may look
   * on.
   */
  public void raiseAlarm(Seat seat) {
    state.require(seat, Act.RAISE_ALARM);
    state.event(RoomListener.Kind.ALARM_RAISED, seat);
  }
}
