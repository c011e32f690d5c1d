package org.maplebridge.signaling.rules;

/** What a stage gives a role: one cell of the {@link StageTable}. */
public enum Access {
  /** In the main room, microphone open. */
  OPEN('O'),
  /** In the main room, may open the microphone at any time. */
  SELF('s'),
  /** In the main room, speaks and shows while it is the own side's turn. */
  TURN('t'),
  /** In the main room and seen; speaks when given the floor. */
  ASK('q'),
  /** In the main room and seen; the microphone stays closed. */
  SEEN('v'),
  /** As {@link #SEEN}, and shows documents. */
  SCAN('x'),
  /** In the main room, receives only. */
  RECEIVE('r'),
  /** Waits: no media in or out. */
  WAIT('L'),
  /** Has no part in this. */
  ABSENT('-');

  private final char mark;

  Access(char mark) {
    this.mark = mark;
  }

  char mark() {
    return mark;
  }

  boolean isOutside() {
    return this == WAIT || this == ABSENT;
  }

  static Access of(char mark) {
    for (Access access : values()) {
      if (access.mark == mark) {
        return access;
      }
    }
    throw new IllegalArgumentException("no such mark: " + mark);
  }
}
