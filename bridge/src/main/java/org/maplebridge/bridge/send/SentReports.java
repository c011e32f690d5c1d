package org.maplebridge.bridge.send;

/** When the last sender reports left, and what the receiver answered (RFC 3550 section 6.4.1). */
public final class SentReports {

  private static final int CAPACITY = 8;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int[] ids = new int[CAPACITY];
  private final long[] nanos = new long[CAPACITY];
  private int next;
  private int count;

  // The receiver's last report
  private double lossRatio;
  private long roundTripNanos;
  private long packetsSent;
  private long packets;

  /**
   * @param packetsSent on the stream before
   */
  SentReports(long packetsSent) {
    this.packetsSent = packetsSent;
  }

  /** Notes a report by the NTP time in it. */
  void sent(long ntpTime, long now) {
    ids[next] = (int) (ntpTime >>> 16);
    nanos[next] = now;
    next = (next + 1) % CAPACITY;
    count = Math.min(count + 1, CAPACITY);
  }

  /**
   * The receiver answers.
   *
   * @param fractionLost in 1/256
   * @param packetsSentNow on the stream so far
   * @param lastSenderReport middle 32 bits of the NTP time of the report answered, 0 for none
   * @param delaySince 1/65536 seconds the receiver held it
   * @return the round trip in nanoseconds, 0 when unknown
   */
  long answered(
      int fractionLost, long packetsSentNow, long lastSenderReport, long delaySince, long now) {
    lossRatio = fractionLost / 256.0;
    packets = packetsSentNow - packetsSent;
    packetsSent = packetsSentNow;
    for (int back = 1; back <= count && lastSenderReport != 0; back++) {
      int i = (next - back + CAPACITY) % CAPACITY;
      if (ids[i] == (int) lastSenderReport) {
        long held = (delaySince * NANOS_PER_SECOND) >> 16;
        roundTripNanos = Math.max(1, now - nanos[i] - held);
        return roundTripNanos;
      }
    }
    return 0;
  }

  /** Lost share of what was sent in the last report interval, 0 to 1. */
  public double lossRatio() {
    return lossRatio;
  }

  /** Packets the loss ratio is of. */
  public long packets() {
    return packets;
  }

  /** From the last report answered; 0 while unknown. */
  public long roundTripNanos() {
    return roundTripNanos;
  }
}
