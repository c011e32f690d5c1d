package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Seats somebody at a device. */
final class AddCompanionHandler implements MessageHandler<ClientMessage.AddCompanion> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.AddCompanion message) {
    room.lobby().companions().add(seat, message);
  }
}
