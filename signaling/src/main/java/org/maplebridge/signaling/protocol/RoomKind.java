package org.maplebridge.signaling.protocol;

/** The live spaces of a sitting. Media cross from one to another never. */
public enum RoomKind {
  /** 主会场 */
  MAIN,
  /** 候场: no media in or out. */
  LOBBY,
  /** 背对背: the mediator and one side. */
  CAUCUS,
  /** 证人室: one witness, alone. */
  WITNESS,
  /** 书记员核对: the clerk and one person. */
  CLERK_DESK
}
