package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Takes the answer to an offer of ours. */
final class ReceiveAnswerHandler implements MessageHandler<ClientMessage.ReceiveAnswer> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.ReceiveAnswer message) {
    room.receiving().answer(seat, message.epoch(), message.sdp());
  }
}
