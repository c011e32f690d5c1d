package org.maplebridge.bench.soak;

/** A place in a room that somebody takes and leaves again and again. */
interface Seat {

  /** Comes in, publishes, receives. */
  void join();

  /**
   * Goes.
   *
   * @param orderly with a word; else as a page that is closed
   */
  void leave(boolean orderly);

  boolean isTaken();

  /** Media packets that came so far since joining. */
  long received();
}
