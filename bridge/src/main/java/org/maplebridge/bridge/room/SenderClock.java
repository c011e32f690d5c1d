package org.maplebridge.bridge.room;

/**
 * A sender report (RFC 3550 section 6.4.1).
 *
 * @param nanos when it came
 */
record SenderClock(long ntp, long rtp, long nanos) {

  static final SenderClock UNKNOWN = new SenderClock(0, 0, 0);

  boolean isKnown() {
    return ntp != 0;
  }
}
