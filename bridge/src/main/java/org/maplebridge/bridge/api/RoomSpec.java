package org.maplebridge.bridge.api;

/**
 * What a room is opened with.
 *
 * @param id unique among open rooms
 * @param affinity rooms of one affinity (the rooms of one sitting) share a loop, so that an
 *     endpoint can move between them without a new connection
 */
public record RoomSpec(String id, String affinity) {}
