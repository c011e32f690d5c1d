package org.maplebridge.bridge.api;

/** The media bridge of one process: rooms pinned to loops, each loop with a UDP port of its own. */
public interface Bridge extends AutoCloseable {

  /**
   * Opens a room on a loop.
   *
   * @param spec the room's id and the affinity that keeps related rooms on one loop
   * @param listener told of the life of the room's endpoints and sources, on the room's loop
   * @throws IllegalStateException when a room of that id is open or the bridge is closed
   */
  BridgeRoom openRoom(RoomSpec spec, BridgeRoomListener listener);

  /** A reading of counters, gauges and room trees for metrics and diagnosis. */
  BridgeSnapshot snapshot();

  /** Closes every room, then the loops and their ports. */
  @Override
  void close();
}
