package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** A party ends the mediation. */
final class EndMediationHandler implements MessageHandler<ClientMessage.EndMediation> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.EndMediation message) {
    room.endMediation(seat);
  }
}
