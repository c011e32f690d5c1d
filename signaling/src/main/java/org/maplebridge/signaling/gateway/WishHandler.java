package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Takes how a client shows what it receives. */
final class WishHandler implements MessageHandler<ClientMessage.Wish> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.Wish message) {
    room.receiving().wish(seat, message.wishes());
  }
}
