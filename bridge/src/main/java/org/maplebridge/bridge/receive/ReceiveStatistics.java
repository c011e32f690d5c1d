package org.maplebridge.bridge.receive;

import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtp.SequenceUnwrapper;

/** What a receiver report tells of one stream (RFC 3550 section 6.4.1, appendices A.3 and A.8). */
final class ReceiveStatistics {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int clockRateHz;
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();

  private long base;
  private long received;
  private long expectedPrior;
  private long receivedPrior;
  private double lossRatio;

  private boolean hasTransit;
  private int lastTransit;
  // Times 16, as in appendix A.8
  private long jitter;

  private long lastSenderReport;
  private long lastSenderReportNanos;

  ReceiveStatistics(int clockRateHz) {
    this.clockRateHz = clockRateHz;
  }

  void onPacket(int sequence, long timestamp, long arrivalNanos) {
    if (!unwrapper.isStarted()) {
      base = unwrapper.unwrap(sequence);
    } else {
      long unused = unwrapper.unwrap(sequence);
    }
    received++;
    int arrival = (int) toClock(arrivalNanos);
    int transit = arrival - (int) timestamp;
    if (hasTransit) {
      long distance = Math.abs((long) (transit - lastTransit));
      jitter += distance - ((jitter + 8) >> 4);
    }
    hasTransit = true;
    lastTransit = transit;
  }

  private long toClock(long nanos) {
    long seconds = nanos / NANOS_PER_SECOND;
    return seconds * clockRateHz + nanos % NANOS_PER_SECOND * clockRateHz / NANOS_PER_SECOND;
  }

  void onSenderReport(long ntpTime, long arrivalNanos) {
    lastSenderReport = (ntpTime >>> 16) & 0xFFFF_FFFFL;
    lastSenderReportNanos = arrivalNanos;
  }

  /** Whether there is anything to report. */
  boolean isStarted() {
    return unwrapper.isStarted();
  }

  /** Writes the block, and starts the next interval. */
  void report(RtcpWriter writer, int ssrc, long now) {
    long expected = unwrapper.highest() - base + 1;
    long expectedInterval = expected - expectedPrior;
    long lostInterval = expectedInterval - (received - receivedPrior);
    expectedPrior = expected;
    receivedPrior = received;
    boolean lossy = expectedInterval > 0 && lostInterval > 0;
    lossRatio = lossy ? (double) lostInterval / expectedInterval : 0;
    int fraction = lossy ? (int) Math.min(255, (lostInterval << 8) / expectedInterval) : 0;
    // The first cycle of the unwrapper is not one of the stream
    long highest = unwrapper.highest() - (1L << 16);
    writer.reportBlock(
        ssrc,
        fraction,
        expected - received,
        highest,
        jitter >> 4,
        lastSenderReport,
        lastSenderReport == 0 ? 0 : toReportUnits(now - lastSenderReportNanos));
  }

  private static long toReportUnits(long nanos) {
    return (nanos << 16) / NANOS_PER_SECOND;
  }

  /** Lost share in the interval reported last, 0 to 1. */
  double lossRatio() {
    return lossRatio;
  }
}
