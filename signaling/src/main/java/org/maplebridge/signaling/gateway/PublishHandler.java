package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Takes an offer to send. */
final class PublishHandler implements MessageHandler<ClientMessage.Publish> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.Publish message) {
    room.publishing().publish(seat, message);
  }
}
