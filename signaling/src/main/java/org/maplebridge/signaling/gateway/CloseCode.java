package org.maplebridge.signaling.gateway;

import org.maplebridge.signaling.room.Connection.Ending;

/** WebSocket close codes (RFC 6455 section 7.4); 4000 and above are this protocol's own. */
enum CloseCode {
  LEFT(1000),
  SERVER_STOPS(1001),
  NOT_TEXT(1003),
  UNREADABLE(1009),
  HELLO_REFUSED(4001),
  SILENT(4002),
  TAKEN_OVER(4003),
  REMOVED(4004),
  SITTING_CLOSED(4005),
  TOO_FAST(4006),
  TOO_SLOW(4007);

  private final short code;

  CloseCode(int code) {
    this.code = (short) code;
  }

  short code() {
    return code;
  }

  static CloseCode of(Ending ending) {
    return switch (ending) {
      case LEFT -> LEFT;
      case SERVER_STOPS -> SERVER_STOPS;
      case TAKEN_OVER -> TAKEN_OVER;
      case REMOVED -> REMOVED;
      case SITTING_CLOSED -> SITTING_CLOSED;
    };
  }
}
