package org.maplebridge.signaling.ticket;

import java.util.Optional;

/** Issues and checks join tickets. Pure computation; any thread. */
public interface TicketDesk {

  /** A signed ticket for one participant of one sitting, valid for a few minutes. */
  String issue(Ticket ticket);

  /** The ticket, or empty when it is forged, expired or of another kind. */
  Optional<Ticket> check(String token);
}
