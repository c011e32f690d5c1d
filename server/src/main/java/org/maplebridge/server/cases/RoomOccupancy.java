package org.maplebridge.server.cases;

/** Knows how many people are in a sitting's live room now. Answers at once; any thread. */
@FunctionalInterface
public interface RoomOccupancy {

  Count of(String sittingId);

  /** People in the lobby and in the room. */
  record Count(int waiting, int inRoom) {

    public static final Count EMPTY = new Count(0, 0);
  }
}
