package org.maplebridge.bridge.send;

import org.maplebridge.bridge.congestion.BandwidthEstimator;

/**
 * Finds out whether a path carries more than is sent: for some milliseconds it sends recent packets
 * once more beside the media. Only while the receiver would have better pictures by it, and ever
 * more rarely while it is in vain.
 *
 * <p>While nothing is heard at all it knocks: a packet now and then, because only what is sent can
 * be answered, and with the pictures held back there may be nothing else.
 */
public final class Prober {

  private static final long KNOCK_NANOS = 250_000_000;
  private static final long FIRST_PAUSE_NANOS = 200_000_000;
  private static final long LONGEST_PAUSE_NANOS = 4_000_000_000L;
  private static final long CLUSTER_NANOS = 60_000_000;
  private static final long LONGEST_CLUSTER_NANOS = 150_000_000;
  private static final int LEAST_PACKETS = 6;
  private static final double FACTOR = 2;
  private static final double RAISED = 1.2;

  private final SendChannel channel;
  private boolean running;
  private long startedNanos;
  private long lastNanos;
  private double bytesPerNano;
  private double owed;
  private int packets;
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private long nextNanos;
  private long knockedNanos;
  private long targetBefore;

  public Prober(SendChannel channel) {
    this.channel = channel;
  }

  /** Whether it sends now. */
  public boolean isRunning() {
    return running;
  }

  /**
   * To be called every 10 ms or so while it runs, else several times a second.
   *
   * @param wantedBps what the receiver could use
   * @param subscriptions whose packets may be sent again
   */
  public void tick(long wantedBps, Subscription[] subscriptions, long now) {
    BandwidthEstimator estimator = channel.estimator();
    if (estimator.isOut()) {
      stop(now);
      knock(subscriptions, now);
      return;
    }
    if (running) {
      run(subscriptions, now);
      return;
    }
    long target = estimator.targetBps();
    if (target == BandwidthEstimator.UNKNOWN
        || now - nextNanos < 0
        || wantedBps <= target
        || !channel.isIdle()
        || !estimator.mayProbe(now)) {
      return;
    }
    boolean raised = target > RAISED * targetBefore;
    pauseNanos = raised ? FIRST_PAUSE_NANOS : Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    targetBefore = target;
    begin(Math.min(FACTOR * target, RAISED * wantedBps), now);
  }

  private void begin(double bps, long now) {
    running = true;
    startedNanos = now;
    lastNanos = now;
    bytesPerNano = bps / 8e9;
    owed = 0;
    packets = 0;
    channel.probing(true);
  }

  private void run(Subscription[] subscriptions, long now) {
    owed += (now - lastNanos) * bytesPerNano - channel.takeBytesSent();
    lastNanos = now;
    while (owed > 0 && probe(subscriptions, now)) {
      packets++;
      owed -= channel.takeBytesSent();
    }
    long age = now - startedNanos;
    if ((age >= CLUSTER_NANOS && packets >= LEAST_PACKETS) || age >= LONGEST_CLUSTER_NANOS) {
      stop(now);
    }
  }

  private void stop(long now) {
    if (running) {
      running = false;
      channel.probing(false);
      nextNanos = now + pauseNanos;
    }
  }

  private void knock(Subscription[] subscriptions, long now) {
    if (now - knockedNanos < KNOCK_NANOS) {
      return;
    }
    knockedNanos = now;
    boolean unused = probe(subscriptions, now);
  }

  /** Sends one packet on the first subscription that can be probed, if there is one. */
  private static boolean probe(Subscription[] subscriptions, long now) {
    for (Subscription subscription : subscriptions) {
      if (subscription.probe(now)) {
        return true;
      }
    }
    return false;
  }
}
