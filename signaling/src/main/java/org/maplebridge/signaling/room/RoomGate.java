package org.maplebridge.signaling.room;

import java.util.Optional;
import org.maplebridge.signaling.protocol.Problem;
import org.maplebridge.signaling.ticket.Ticket;

/** Questions a room asks upward before it lets somebody act. Blocking: on virtual threads. */
public interface RoomGate {

  /** Empty when the ticket's link still stands, else the refusal to show. */
  Optional<Problem> mayEnter(Ticket ticket);
}
