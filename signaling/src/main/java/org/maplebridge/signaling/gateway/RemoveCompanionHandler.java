package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Has somebody leave a device. */
final class RemoveCompanionHandler implements MessageHandler<ClientMessage.RemoveCompanion> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.RemoveCompanion message) {
    room.lobby().companions().remove(seat, message.participantId());
  }
}
