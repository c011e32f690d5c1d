package org.maplebridge.signaling.ticket;

/**
 * Who may connect to which sitting.
 *
 * @param generation the participant's link generation: revoking a link raises it, which ends older
 *     tickets
 */
public record Ticket(String sittingId, String participantId, int generation) {}
