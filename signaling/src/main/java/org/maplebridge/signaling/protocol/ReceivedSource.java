package org.maplebridge.signaling.protocol;

/**
 * What an m-line of a receive offer carries.
 *
 * @param mid the m-line's media id
 * @param sourceId the source
 * @param participantId whose it is
 * @param kind microphone, camera or screen
 */
public record ReceivedSource(String mid, String sourceId, String participantId, SourceKind kind) {}
