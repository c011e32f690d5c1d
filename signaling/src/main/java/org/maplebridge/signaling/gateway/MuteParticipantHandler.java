package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Switches another's microphone off. */
final class MuteParticipantHandler implements MessageHandler<ClientMessage.MuteParticipant> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.MuteParticipant message) {
    room.publishing().mute(seat, message.participantId());
  }
}
