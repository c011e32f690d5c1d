package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Lets somebody go. */
final class LeaveHandler implements MessageHandler<ClientMessage.Leave> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.Leave message) {
    room.leave(seat);
  }
}
