package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Queues somebody in the lobby. */
final class KnockHandler implements MessageHandler<ClientMessage.Knock> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.Knock message) {
    room.lobby().knock(seat, message.checks());
  }
}
