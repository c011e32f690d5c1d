package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Removes somebody from the sitting. */
final class RemoveParticipantHandler implements MessageHandler<ClientMessage.RemoveParticipant> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.RemoveParticipant message) {
    room.remove(seat, message.participantId(), message.reason());
  }
}
