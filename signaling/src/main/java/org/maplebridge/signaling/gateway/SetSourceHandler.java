package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Mutes or unmutes one of the sender's own sources. */
final class SetSourceHandler implements MessageHandler<ClientMessage.SetSource> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.SetSource message) {
    room.publishing().set(seat, message.kind(), message.on());
  }
}
