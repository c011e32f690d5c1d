package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Carries out one type of message. Called on the room's thread. */
interface MessageHandler<M extends ClientMessage> {

  /**
   * Does what the message asks; returning means done.
   *
   * @throws org.maplebridge.signaling.protocol.ProblemException to refuse it
   */
  void handle(LiveSitting room, Seat seat, M message);
}
