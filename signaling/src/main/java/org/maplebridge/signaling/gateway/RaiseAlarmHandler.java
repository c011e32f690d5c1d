package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Calls those on duty, unseen by the room. */
final class RaiseAlarmHandler implements MessageHandler<ClientMessage.RaiseAlarm> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.RaiseAlarm message) {
    room.help().raiseAlarm(seat);
  }
}
