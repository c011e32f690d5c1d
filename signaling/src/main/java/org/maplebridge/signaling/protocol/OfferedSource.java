package org.maplebridge.signaling.protocol;

/**
 * What an m-line of a publish offer carries.
 *
 * @param mid the m-line's media id
 * @param kind microphone, camera or screen
 * @param on whether it starts unmuted
 */
public record OfferedSource(String mid, SourceKind kind, boolean on) {}
