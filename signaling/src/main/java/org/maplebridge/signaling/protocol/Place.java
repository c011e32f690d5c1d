package org.maplebridge.signaling.protocol;

/** Where a connected participant is. */
public enum Place {
  /** Connected, not yet knocked. */
  DOOR,
  LOBBY,
  ROOM
}
