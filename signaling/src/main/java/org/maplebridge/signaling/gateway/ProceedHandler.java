package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Takes a step of procedure. */
final class ProceedHandler implements MessageHandler<ClientMessage.Proceed> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.Proceed message) {
    room.steps().proceed(seat, message.move());
  }
}
