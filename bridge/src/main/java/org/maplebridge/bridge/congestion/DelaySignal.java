package org.maplebridge.bridge.congestion;

import org.maplebridge.bridge.congestion.OveruseDetector.Signal;

/**
 * What the delays say of the path between one look and the next: groups of arrival, their trend,
 * and the detector of over-use (draft-ietf-rmcat-gcc-02 sections 5.2 to 5.4).
 */
final class DelaySignal {
  private final ArrivalGroups groups = new ArrivalGroups();
  private final DelayTrend trend = new DelayTrend();
  private final OveruseDetector detector = new OveruseDetector();

  private Signal signal = Signal.NORMAL;

  /** A packet arrived; both times in nanoseconds, each by a clock of its own. */
  void add(long sentNanos, long arrivalNanos) {
    if (!groups.add(sentNanos, arrivalNanos)) {
      return;
    }
    trend.add(groups.variationMs(), groups.arrivalNanos());
    Signal now = detector.detect(trend.milliseconds(), groups.sentDeltaMs(), groups.arrivalNanos());
    // One over-use between two looks is enough
    signal = signal == Signal.OVERUSE ? signal : now;
  }

  Signal signal() {
    return signal;
  }

  /** An over-use, if there is one, was found to have another cause. */
  void excuse() {
    signal = signal == Signal.OVERUSE ? Signal.NORMAL : signal;
  }

  /** It was looked at: an over-use does not count twice. */
  void settle() {
    signal = detector.signal() == Signal.OVERUSE ? Signal.NORMAL : detector.signal();
  }

  /** Whether the last word of the detector was of neither more nor less queue. */
  boolean isQuiet() {
    return detector.signal() == Signal.NORMAL;
  }

  void reset() {
    groups.reset();
    trend.reset();
    detector.reset();
    signal = Signal.NORMAL;
  }
}
