package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Passes a line to everyone. */
final class ChatHandler implements MessageHandler<ClientMessage.Chat> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.Chat message) {
    room.chat().say(seat, message.text());
  }
}
