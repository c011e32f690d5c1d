package org.maplebridge.bridge.api;

/**
 * A connection that we send to.
 *
 * @param endpointId unguessable, unique in the bridge
 * @param participantId whose it is
 */
public record ReceiverSpec(String endpointId, String participantId) {}
