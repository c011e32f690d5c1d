package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Asks everyone for consent to being recorded. */
final class AskConsentHandler implements MessageHandler<ClientMessage.AskConsent> {

  @Override
  public void handle(LiveSitting room, Seat seat, ClientMessage.AskConsent message) {
    room.recorder().askConsent(seat);
  }
}
