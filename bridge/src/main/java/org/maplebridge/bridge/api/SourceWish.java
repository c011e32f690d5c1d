package org.maplebridge.bridge.api;

/**
 * How a receiver shows a source.
 *
 * @param sourceId a camera or screen it may subscribe to
 * @param height pixels of the picture on its screen; 0 when it is not looked at
 */
public record SourceWish(String sourceId, int height) {}
