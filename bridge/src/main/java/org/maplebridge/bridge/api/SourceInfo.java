package org.maplebridge.bridge.api;

/**
 * A source as the room knows it.
 *
 * @param sourceId unguessable, unique in the bridge
 * @param participantId whose microphone, camera or screen it is
 * @param kind microphone, camera or screen
 * @param codec the codec it is sent in
 */
public record SourceInfo(String sourceId, String participantId, SourceKind kind, Codec codec) {}
