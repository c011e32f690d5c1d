package org.maplebridge.bridge.congestion;

/**
 * What the path towards us carries, found out at this end, for senders who ask to be told
 * (draft-alvestrand-rmcat-remb-03): the delay-based controller of draft-ietf-rmcat-gcc-02 section
 * 5, from the send times in the packets and the times they come. Loop only.
 */
public final class ReceivedBandwidth {

  /** abs-send-time: seconds in 24 bits, 18 of them behind the point. */
  private static final int TIME_BITS = 24;

  private static final double NANOS_PER_UNIT = 1e9 / (1 << 18);
  private static final long INTERVAL_NANOS = 50_000_000;

  private final DelaySignal delays = new DelaySignal();
  private final AcknowledgedRate arriving = new AcknowledgedRate();
  private final RateController rate =
      new RateController(
          GoogleCongestionControl.START_BPS,
          GoogleCongestionControl.MIN_BPS,
          GoogleCongestionControl.MAX_BPS,
          false);

  private boolean started;
  private int lastTime;
  private long sentUnits;
  private long updatedNanos;

  /**
   * A packet came.
   *
   * @param sendTime its abs-send-time
   * @param bytes on the wire
   */
  public void onPacket(int sendTime, int bytes, long arrivalNanos) {
    arriving.add(arrivalNanos / 1000, bytes);
    // The shorter way around: the clock wraps every 64 s, and packets overtake one another
    int step = (sendTime - lastTime) << (32 - TIME_BITS) >> (32 - TIME_BITS);
    sentUnits = started ? sentUnits + step : 0;
    started = true;
    lastTime = sendTime;
    delays.add((long) (sentUnits * NANOS_PER_UNIT), arrivalNanos);
  }

  /** To be called several times a second. */
  public void tick(long now) {
    if (now - updatedNanos < INTERVAL_NANOS || arriving.bps() == 0) {
      return;
    }
    updatedNanos = now;
    rate.update(delays.signal(), arriving.bps(), arriving.bps(), now);
    delays.settle();
  }

  /** Bits per second, or {@link BandwidthEstimator#UNKNOWN} before half a second of packets. */
  public long bps() {
    return updatedNanos == 0 ? BandwidthEstimator.UNKNOWN : rate.bps();
  }
}
