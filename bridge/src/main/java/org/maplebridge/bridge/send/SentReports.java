package org.maplebridge.bridge.send;

/**
 * When the last sender reports left, for the round trip of the answers (RFC 3550 section 6.4.1).
 */
final class SentReports {

  private static final int CAPACITY = 8;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int[] ids = new int[CAPACITY];
  private final long[] nanos = new long[CAPACITY];
  private int next;
  private int count;

  /** Notes a report by the NTP time in it. */
  void sent(long ntpTime, long now) {
    ids[next] = (int) (ntpTime >>> 16);
    nanos[next] = now;
    next = (next + 1) % CAPACITY;
    count = Math.min(count + 1, CAPACITY);
  }

  /**
   * Round trip of a report and its answer.
   *
   * @param lastSenderReport middle 32 bits of the NTP time of the report answered
   * @param delaySince 1/65536 seconds the receiver held it
   * @return nanoseconds, 0 when unknown
   */
  long roundTrip(long lastSenderReport, long delaySince, long now) {
    for (int back = 1; back <= count; back++) {
      int i = (next - back + CAPACITY) % CAPACITY;
      if (ids[i] == (int) lastSenderReport) {
        return Math.max(0, now - nanos[i] - ((delaySince * NANOS_PER_SECOND) >> 16));
      }
    }
    return 0;
  }
}
