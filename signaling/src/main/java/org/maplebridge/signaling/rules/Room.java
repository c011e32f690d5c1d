package org.maplebridge.signaling.rules;

import org.maplebridge.signaling.protocol.RoomKind;

/**
 * One live space of a sitting. Media and names stay inside it.
 *
 * @param key tells rooms of a kind apart: whose caucus, which witness; empty for the others
 */
public record Room(RoomKind kind, String key) {
  public static final Room MAIN = new Room(RoomKind.MAIN, "");
  public static final Room LOBBY = new Room(RoomKind.LOBBY, "");

  /** The caucus somebody opened. */
  public static Room caucus(String openedBy) {
    return new Room(RoomKind.CAUCUS, openedBy);
  }

  static Room witness(String participantId) {
    return new Room(RoomKind.WITNESS, participantId);
  }

  static Room desk(String clerk) {
    return new Room(RoomKind.CLERK_DESK, clerk);
  }

  public boolean isMain() {
    return kind == RoomKind.MAIN;
  }
}
