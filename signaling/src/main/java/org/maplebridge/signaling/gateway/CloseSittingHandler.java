package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Ends the sitting for all. */
final class CloseSittingHandler implements MessageHandler<ClientMessage.CloseSitting> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.CloseSitting message) {
    room.close(seat);
  }
}
