package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Notes somebody's own answer. */
final class GiveConsentHandler implements MessageHandler<ClientMessage.GiveConsent> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.GiveConsent message) {
    room.recorder().consent(seat, message);
  }
}
