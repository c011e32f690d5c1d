package org.maplebridge.signaling.gateway;

import java.util.Optional;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** What the room does with a device's offer, on its own thread. */
@FunctionalInterface
interface MediaWork {

  /** The answer, where it does not come as a message. */
  Optional<String> run(LiveSitting sitting, Seat seat, String offer);
}
