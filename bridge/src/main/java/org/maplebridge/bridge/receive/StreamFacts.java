package org.maplebridge.bridge.receive;

/** What is known of one encoding of a source, for whoever chooses layers. Loop only. */
public final class StreamFacts {

  /** An encoding silent for so long has been switched off by its sender. */
  private static final long ACTIVE_NANOS = 1_500_000_000;

  private final LayerRates rates = new LayerRates();
  private boolean started;
  private long lastArrivalNanos;
  private int height;

  /** Notes that a packet of it came. */
  public void arrived(long arrivalNanos) {
    started = true;
    lastArrivalNanos = arrivalNanos;
  }

  boolean isStarted() {
    return started;
  }

  /** When the last packet came; 0 before the first. */
  long lastArrivalNanos() {
    return lastArrivalNanos;
  }

  /** Whether packets of it come now. */
  public boolean isActive(long now) {
    return started && now - lastArrivalNanos < ACTIVE_NANOS;
  }

  /** What its layers cost. */
  public LayerRates rates() {
    return rates;
  }

  /** Pixels of its picture, 0 while unknown. */
  public int height() {
    return height;
  }

  public void height(int pixels) {
    height = pixels;
  }
}
