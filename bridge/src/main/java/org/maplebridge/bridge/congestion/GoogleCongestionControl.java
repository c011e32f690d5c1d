package org.maplebridge.bridge.congestion;

import org.maplebridge.bridge.congestion.OveruseDetector.Signal;

/**
 * The sender side of draft-ietf-rmcat-gcc-02: the smaller of a delay-based and a loss-based rate,
 * with probes, and with a rule for a path that is gone for a while.
 *
 * <p>The draft speaks of a sender whose encoder follows the estimate at once. A bridge sends what
 * senders send, in steps of whole layers, so it often sends less than the path carries: then only
 * probes tell more (section 5.5 caps the rate at 1.5 times what arrives).
 */
public final class GoogleCongestionControl implements BandwidthEstimator {

  /** Enough for sound and a small picture; what is less is lost in noise. */
  static final long MIN_BPS = 50_000;

  static final long MAX_BPS = 50_000_000;

  /** Until the first probes: a good picture on a good path at once, a short queue on a bad one. */
  public static final long START_BPS = 800_000;

  /** Without any word of what was sent for so long, the path is gone. */
  static final long OUTAGE_NANOS = 1_000_000_000;

  /** A receiver that says nothing for so long never will. */
  private static final long SILENT_NANOS = 3_000_000_000L;

  private static final long QUIET_BEFORE_PROBE_NANOS = 1_500_000_000;

  /** So long after a probe a queue may be of its making. */
  private static final long OWN_QUEUE_NANOS = 200_000_000;

  /** Delays that grow while the fastest packets queue for less are jitter. */
  private static final long LEAST_QUEUE_NANOS = 40_000_000;

  /** A probe that fills the path leaves a queue; one that only came late does not. */
  private static final long PROBE_QUEUE_NANOS = 15_000_000;

  /** A queue that is no burst's: more is sent than the path carries. */
  private static final long STANDING_QUEUE_NANOS = 100_000_000;

  /** So long after it grew last a queue may still be there. */
  private static final long GROWTH_NANOS = 4_000_000_000L;

  /** One probe raises the estimate so many times at most. */
  private static final int MAX_RISE = 3;

  private static final double AFTER_OUTAGE = 0.7;

  private final SentPackets sent = new SentPackets();
  private final DelaySignal delays = new DelaySignal();
  private final QueueingDelay queueing = new QueueingDelay();
  private final AcknowledgedRate acknowledged = new AcknowledgedRate();
  private final AcknowledgedRate sending = new AcknowledgedRate();
  private final RateController delayBased = new RateController(START_BPS, MIN_BPS, MAX_BPS, true);
  private final LossController lossBased = new LossController(START_BPS, MIN_BPS, MAX_BPS);
  private final ProbeCluster probe = new ProbeCluster();
  private final SlowStart slowStart = new SlowStart();

  private long probedNanos = -OWN_QUEUE_NANOS;
  private boolean begun;
  private boolean waiting = true;
  private long begunNanos;
  private boolean heard;
  private long heardNanos;
  private long maximumBps = Long.MAX_VALUE;
  private boolean givenUp;
  private boolean unanswered;
  private long unansweredSince;
  private boolean outage;
  private long beforeOutageBps;
  private long lossCountsFrom;
  private boolean probed;
  private long overuseNanos;

  @Override
  public void onSent(int sequence, int bytes, boolean probing, long now) {
    sent.put(sequence, bytes, probing, now);
    sending.add(now / 1000, bytes);
    slowStart.onSent(bytes, now);
    probedNanos = probing ? now : probedNanos;
    if (!begun) {
      begun = true;
      begunNanos = now;
    }
    if (!unanswered) {
      unanswered = true;
      unansweredSince = now;
    }
  }

  @Override
  public void onStatus(int sequence, boolean received, long arrivalMicros) {
    if (!sent.has(sequence)) {
      return;
    }
    long sentNanos = sent.sentNanos(sequence);
    if (sentNanos >= lossCountsFrom) {
      countLoss(sequence, received);
    }
    if (!received) {
      return;
    }
    int bytes = sent.bytes(sequence);
    long arrivalNanos = arrivalMicros * 1000;
    slowStart.onArrived(bytes, sentNanos, arrivalNanos);
    acknowledged.add(arrivalMicros, bytes);
    if (sent.isProbe(sequence)) {
      probed = true;
      probe.add(sentNanos, arrivalNanos, bytes);
    }
    sent.remove(sequence);
    queueing.add(sentNanos, arrivalNanos);
    delays.add(sentNanos, arrivalNanos);
  }

  /** What was told missing may still come, and be told of again. */
  private void countLoss(int sequence, boolean received) {
    boolean toldMissing = sent.isMissing(sequence);
    if (!received && !toldMissing) {
      sent.missing(sequence);
      slowStart.onLost(sent.bytes(sequence));
      lossBased.onPacket(false);
    } else if (received && toldMissing) {
      lossBased.onLate();
    } else if (received) {
      lossBased.onPacket(true);
    }
  }

  @Override
  public void onFeedbackEnd(long roundTripNanos, long now) {
    heard = true;
    heardNanos = now;
    unanswered = false;
    if (outage) {
      endOutage(now);
      return;
    }
    boolean ownQueue = now - probedNanos < roundTripNanos + OWN_QUEUE_NANOS;
    if (ownQueue || queueing.nanos() < LEAST_QUEUE_NANOS) {
      // The queue is the probe's, or there is none but jitter
      delays.excuse();
    }
    if (delays.signal() == Signal.OVERUSE) {
      overuseNanos = now;
    }
    leaveSlowStart(now);
    delayBased.update(delays.signal(), acknowledged.bps(), sending.bps(), now);
    if (queueing.nanos() > STANDING_QUEUE_NANOS) {
      delayBased.stayBelowMaximum();
    }
    takeProbe(now);
    lossBased.update(delayBased.bps(), roundTripNanos, now);
    delays.settle();
  }

  private void leaveSlowStart(long now) {
    slowStart.tick(now);
    long narrowBps = slowStart.narrowBps();
    if (narrowBps > 0) {
      slowStart.end();
      overuseNanos = now;
      delayBased.update(Signal.OVERUSE, narrowBps, delayBased.bps(), now);
    }
  }

  private void takeProbe(long now) {
    if (!probed) {
      return;
    }
    probed = false;
    long target = targetBps();
    // A burst of media within the probe may have left faster than the probe was meant to
    long found = Math.min(probe.bps(), MAX_RISE * target);
    if (found > 0 && probe.isSaturated() && queueing.nanos() > PROBE_QUEUE_NANOS) {
      delayBased.setMaximum(Math.max(probe.arrivedBps(), acknowledged.bps()), now);
      lossBased.set(Math.max(delayBased.bps(), lossBased.bps()));
      return;
    }
    if (found > target) {
      delayBased.set(found, now);
      lossBased.set(Math.max(found, lossBased.bps()));
    }
  }

  /**
   * The path is back: nothing of before tells of it, and what was lost was not for want of room.
   */
  private void endOutage(long now) {
    outage = false;
    lossCountsFrom = now;
    delays.reset();
    queueing.reset();
    acknowledged.clear();
    probe.reset();
    probed = false;
    long carefully = (long) (AFTER_OUTAGE * beforeOutageBps);
    delayBased.set(carefully, now);
    lossBased.set(carefully);
  }

  @Override
  public void onMaximum(long bps) {
    maximumBps = bps;
  }

  @Override
  public void giveUp() {
    givenUp = true;
  }

  @Override
  public void tick(long now) {
    slowStart.tick(now);
    waiting = waiting && (!begun || now - begunNanos < SILENT_NANOS);
    if (heard && !outage && unanswered && now - unansweredSince > OUTAGE_NANOS) {
      beforeOutageBps = targetBps();
      outage = true;
    }
  }

  @Override
  public long targetBps() {
    if (givenUp) {
      return UNKNOWN;
    }
    if (!heard) {
      long start = waiting ? START_BPS : UNKNOWN;
      return maximumBps == Long.MAX_VALUE ? start : maximumBps;
    }
    if (outage) {
      return MIN_BPS;
    }
    return Math.min(maximumBps, Math.min(delayBased.bps(), lossBased.bps()));
  }

  @Override
  public long roomBytes() {
    return givenUp ? Long.MAX_VALUE : slowStart.roomBytes();
  }

  @Override
  public double lossRatio() {
    return lossBased.lossRatio();
  }

  /** A delay that stays without having grown is no queue but a longer route. */
  private boolean queues(long leastNanos) {
    return queueing.nanos() > leastNanos && heardNanos - overuseNanos < GROWTH_NANOS;
  }

  @Override
  public boolean isQueueing() {
    return queues(STANDING_QUEUE_NANOS);
  }

  @Override
  public boolean isOut() {
    return outage && !givenUp;
  }

  @Override
  public boolean mayProbe(long now) {
    return heard
        && !givenUp
        && !outage
        && delays.isQuiet()
        && !queues(LEAST_QUEUE_NANOS)
        && lossBased.lossRatio() < 0.1
        && now - overuseNanos > QUIET_BEFORE_PROBE_NANOS;
  }
}
