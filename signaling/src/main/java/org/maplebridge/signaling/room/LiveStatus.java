package org.maplebridge.signaling.room;

/**
 * A sitting at a glance.
 *
 * @param waiting in the lobby
 * @param inRoom connected and in the room
 */
public record LiveStatus(int waiting, int inRoom) {}
