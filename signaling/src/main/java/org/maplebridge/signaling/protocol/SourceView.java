package org.maplebridge.signaling.protocol;

/**
 * A source as others see it.
 *
 * @param on false while muted by its owner, the host or procedure
 */
public record SourceView(String sourceId, SourceKind kind, boolean on) {}
