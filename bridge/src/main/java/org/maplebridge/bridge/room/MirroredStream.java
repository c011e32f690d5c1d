package org.maplebridge.bridge.room;

import org.maplebridge.bridge.pipe.PipedPacket;
import org.maplebridge.bridge.receive.LayerRates;
import org.maplebridge.bridge.receive.StreamFacts;

/** What an annex knows of one encoding, from the packets that came through the pipe. Loop only. */
final class MirroredStream implements StreamFacts {

  private final LayerRates rates = new LayerRates();
  private boolean started;
  private long lastArrivalNanos;
  private int height;
  private int run;

  /**
   * @param run how often it has begun anew before
   */
  MirroredStream(int run) {
    this.run = run;
  }

  /**
   * Whether it has begun anew since it was asked last.
   *
   * @param now how often it has
   */
  boolean beginsAnew(int now) {
    boolean anew = now != run;
    run = now;
    return anew;
  }

  void onPacket(PipedPacket packet) {
    started = true;
    lastArrivalNanos = packet.arrivalNanos();
    height = packet.height();
    rates.add(packet.temporal(), packet.payloadLength());
  }

  @Override
  public boolean isActive(long now) {
    return started && now - lastArrivalNanos < ACTIVE_NANOS;
  }

  @Override
  public LayerRates rates() {
    return rates;
  }

  @Override
  public int height() {
    return height;
  }
}
