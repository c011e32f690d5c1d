package org.maplebridge.signaling.ticket;

/**
 * A device that takes a participant's place: an encoder at the bench, a screen on the wall. Who
 * issues it lets the device in, so the issuer must be one who may admit.
 *
 * @param use the one thing the device may do
 */
public record MediaTicket(String sittingId, String participantId, MediaUse use) {}
