package org.maplebridge.signaling.room;

import org.maplebridge.signaling.protocol.ParticipantView;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.SittingView;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * Somebody with a valid ticket at the door.
 *
 * @param admitted whether a host let them in already, by what they bring
 * @param takeOver whether to end an older connection of theirs
 * @param serverEpoch of this process
 */
record Arrival(
    String participantId,
    boolean admitted,
    boolean takeOver,
    Connection connection,
    String serverEpoch) {

  ServerMessage.Welcome welcome(
      ParticipantView you, RoomState state, Place place, boolean mediaKept) {
    Sitting sitting = state.sitting();
    SittingView view =
        new SittingView(
            sitting.id(),
            sitting.kind(),
            sitting.caseTitle(),
            sitting.caseNumber(),
            sitting.centre(),
            state.shown(sitting.startsAt().toInstant()),
            state.shown(sitting.endsAt().toInstant()));
    return new ServerMessage.Welcome(
        you,
        view,
        place,
        mediaKept,
        state.doors.options().iceServers().forParticipant(participantId),
        serverEpoch,
        state.shown(state.now()));
  }
}
