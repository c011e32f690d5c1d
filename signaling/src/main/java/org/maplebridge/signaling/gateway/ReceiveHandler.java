package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Makes a connection to receive on. */
final class ReceiveHandler implements MessageHandler<ClientMessage.Receive> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.Receive message) {
    room.receiving().receive(seat);
  }
}
