package org.maplebridge.bridge.receive;

/** What is known of one encoding of a source, for whoever chooses layers. */
public interface StreamFacts {

  /** An encoding silent for so long has been switched off by its sender. */
  long ACTIVE_NANOS = 1_500_000_000;

  /** Whether packets of it come now. */
  boolean isActive(long now);

  /** What its layers cost. */
  LayerRates rates();

  /** Pixels of its picture, 0 while unknown. */
  int height();
}
