package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Takes the word that a device of the sender is gone or back. */
final class DeviceStateHandler implements MessageHandler<ClientMessage.DeviceState> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.DeviceState message) {
    room.publishing().device(seat, message.kind(), message.works());
  }
}
