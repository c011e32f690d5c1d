package org.maplebridge.signaling.room;

import org.maplebridge.signaling.protocol.ServerMessage;

/** A participant's socket as a room sees it. Any thread; never blocks. */
public interface Connection {

  /** Queues a message; a socket too slow to take it is ended. */
  void send(ServerMessage message);

  /** Ends the socket after what is queued. Idempotent. */
  void end(Ending why);

  /** Why a room ends a socket. */
  enum Ending {
    LEFT,
    SERVER_STOPS,
    TAKEN_OVER,
    REMOVED,
    SITTING_CLOSED
  }
}
