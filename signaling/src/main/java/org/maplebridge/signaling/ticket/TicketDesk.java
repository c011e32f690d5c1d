package org.maplebridge.signaling.ticket;

import java.util.Optional;

/** Issues and checks join tickets. Pure computation; any thread. */
public interface TicketDesk {

  /** A signed ticket for one participant of one sitting, valid for a few minutes. */
  String issue(Ticket ticket);

  /** The ticket, or empty when it is forged, expired or of another kind. */
  Optional<Ticket> check(String token);

  /** A signed bearer token for a device in a participant's place, valid for an hour. */
  String issue(MediaTicket ticket);

  /** The ticket of a device, or empty when it is forged, expired or of another kind. */
  Optional<MediaTicket> checkMedia(String token);
}
