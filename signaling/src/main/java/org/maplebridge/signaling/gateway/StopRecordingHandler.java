package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Stops recording. */
final class StopRecordingHandler implements MessageHandler<ClientMessage.StopRecording> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.StopRecording message) {
    room.recorder().stop(seat);
  }
}
