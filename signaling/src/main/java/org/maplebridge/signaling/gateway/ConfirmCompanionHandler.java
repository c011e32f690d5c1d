package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Confirms who sits at a device. */
final class ConfirmCompanionHandler implements MessageHandler<ClientMessage.ConfirmCompanion> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.ConfirmCompanion message) {
    room.lobby().companions().confirm(seat, message.participantId());
  }
}
