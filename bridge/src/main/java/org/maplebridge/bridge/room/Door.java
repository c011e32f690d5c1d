package org.maplebridge.bridge.room;

/**
 * Whether packets of a source may pass. Opened and closed by the home loop of its room alone,
 * looked at by every loop the source goes to: a word that must be heeded at once cannot wait behind
 * the packets.
 */
final class Door {

  private static final int ENDED = Integer.MIN_VALUE;

  // Odd while open; each opening and closing adds one
  private volatile int state;

  /** How it stands now. No two times it is open have the same. */
  int state() {
    return state;
  }

  /** Whether it is open in a state it had. */
  static boolean isOpen(int state) {
    return (state & 1) != 0;
  }

  /** Home loop only. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void setOpen(boolean open) {
    if (!isEnded() && isOpen(state) != open) {
      state++;
    }
  }

  /** Nothing passes ever after. Home loop only. */
  void end() {
    state = ENDED;
  }

  boolean isEnded() {
    return state == ENDED;
  }
}
