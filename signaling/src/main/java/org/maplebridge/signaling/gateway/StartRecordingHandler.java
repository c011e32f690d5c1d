package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Starts recording. */
final class StartRecordingHandler implements MessageHandler<ClientMessage.StartRecording> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.StartRecording message) {
    room.recorder().start(seat);
  }
}
