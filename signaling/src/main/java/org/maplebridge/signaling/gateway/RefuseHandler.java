package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Turns a waiting person away. */
final class RefuseHandler implements MessageHandler<ClientMessage.Refuse> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.Refuse message) {
    room.lobby().refuse(seat, message.participantId(), message.reason());
  }
}
