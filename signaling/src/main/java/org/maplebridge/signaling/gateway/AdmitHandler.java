package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Lets waiting people in. */
final class AdmitHandler implements MessageHandler<ClientMessage.Admit> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.Admit message) {
    room.lobby().admit(seat, message.participantId());
  }
}
