package org.maplebridge.signaling.room;

import java.util.Locale;
import org.maplebridge.signaling.protocol.ServerMessage;

/** A participant's socket as a room sees it. Any thread; never blocks. */
public interface Connection {

  /** Queues a message; a socket too slow to take it is ended. */
  void send(ServerMessage message);

  /** Ends the socket after what is queued. Idempotent. */
  void end(Ending why);

  /** The bridge lost a media connection of the participant; a page makes another by itself. */
  default void mediaLost() {}

  /** Why a room ends a socket. */
  enum Ending {
    LEFT,
    SERVER_STOPS,
    TAKEN_OVER,
    REMOVED,
    SITTING_CLOSED
  }

  /** How a socket was lost, as measured; never said to be somebody's intention. */
  enum Loss {
    /** The browser closed it: the page was closed or left. */
    CLOSED_PAGE,
    /** Nothing came any more. */
    NETWORK,
    /** This side ended it. */
    ENDED_HERE;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
