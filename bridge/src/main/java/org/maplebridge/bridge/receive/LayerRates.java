package org.maplebridge.bridge.receive;

/**
 * Bits per second of each temporal layer of one encoding, as they weigh on the wire to a receiver,
 * smoothed over a few seconds.
 */
public final class LayerRates {

  /** Temporal layers told apart (RFC 7741 section 4.2: TID has two bits). */
  public static final int TEMPORAL_LAYERS = 4;

  /**
   * IPv4 and UDP, the header with its extensions, and the authentication tag: nearly half of a
   * packet of sound.
   */
  private static final int PACKET_OVERHEAD = 28 + 28 + 16;

  private static final long WINDOW_NANOS = 500_000_000;
  private static final double SMOOTHING = 0.6;

  private final long[] bytes = new long[TEMPORAL_LAYERS];
  private final double[] bps = new double[TEMPORAL_LAYERS];
  private boolean started;
  private boolean measured;
  private long windowStart;

  /** Adds a packet. */
  public void add(int temporal, int payloadLength) {
    bytes[temporal] += PACKET_OVERHEAD + payloadLength;
  }

  /** Looks whether it is time to reckon. */
  public void tick(long now) {
    if (!started) {
      started = true;
      windowStart = now;
      return;
    }
    long elapsed = now - windowStart;
    if (elapsed < WINDOW_NANOS) {
      return;
    }
    windowStart = now;
    for (int i = 0; i < TEMPORAL_LAYERS; i++) {
      double last = bytes[i] * 8e9 / elapsed;
      bps[i] = measured ? SMOOTHING * bps[i] + (1 - SMOOTHING) * last : last;
      bytes[i] = 0;
    }
    measured = true;
  }

  /** Whether a rate can be told. */
  public boolean isMeasured() {
    return measured;
  }

  /** Of the layer alone. */
  public long bps(int temporal) {
    return (long) bps[temporal];
  }
}
