package org.maplebridge.server.invitation;

/**
 * What a page needs to connect.
 *
 * @param socket path of the WebSocket on the same host
 */
public record TicketAnswer(String ticket, String socket, String participantId) {

  static TicketAnswer of(String ticket, String participantId) {
    return new TicketAnswer(ticket, "/ws", participantId);
  }
}
