package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Calls the host silently. */
final class AskForHelpHandler implements MessageHandler<ClientMessage.AskForHelp> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.AskForHelp message) {
    room.help().askHost(seat);
  }
}
