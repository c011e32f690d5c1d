package org.maplebridge.signaling.protocol;

/**
 * How the client shows a camera or screen.
 *
 * @param height pixels of the picture on its screen; 0 while it cannot be seen
 */
public record SourceWish(String sourceId, int height) {}
