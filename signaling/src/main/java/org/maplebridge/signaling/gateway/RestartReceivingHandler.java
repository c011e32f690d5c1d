package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Restarts ICE on the connection somebody receives on. */
final class RestartReceivingHandler implements MessageHandler<ClientMessage.RestartReceiving> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.RestartReceiving message) {
    room.receiving().restart(seat);
  }
}
