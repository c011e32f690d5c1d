package org.maplebridge.bridge.metrics;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many pictures of one loop are sent in which simulcast encoding and temporal layer, counted
 * anew now and then. Counted by the loop, read by any thread.
 */
public final class PictureLayers {

  /** Larger ones count as the largest: three are what browsers send. */
  private static final int ENCODINGS = 3;

  /** RFC 7741 section 4.2: TID has two bits. */
  private static final int TEMPORAL_LAYERS = 4;

  private static final int PAUSED = ENCODINGS * TEMPORAL_LAYERS;
  private static final int CELLS = PAUSED + 1;

  private final AtomicLongArray told = new AtomicLongArray(CELLS);

  // Loop only
  private final long[] counting = new long[CELLS];

  /** A picture that is sent. Loop only. */
  public void add(int encoding, int temporal) {
    int row = Math.min(encoding, ENCODINGS - 1);
    counting[row * TEMPORAL_LAYERS + Math.min(temporal, TEMPORAL_LAYERS - 1)]++;
  }

  /** A picture the receiver does not look at, or whose path does not carry it. Loop only. */
  public void addPaused() {
    counting[PAUSED]++;
  }

  /** All were counted: tells the numbers and begins again. Loop only. */
  public void tell() {
    for (int cell = 0; cell < CELLS; cell++) {
      told.setOpaque(cell, counting[cell]);
      counting[cell] = 0;
    }
  }

  /** Adds the numbers told last to sums by Prometheus name. Any thread. */
  void addTo(Map<String, Double> gaugeSums) {
    for (int cell = 0; cell < PAUSED; cell++) {
      int temporal = cell % TEMPORAL_LAYERS;
      String layers = temporal == TEMPORAL_LAYERS - 1 ? "all" : Integer.toString(temporal);
      String labels = "{encoding=\"" + cell / TEMPORAL_LAYERS + "\",temporal=\"" + layers + "\"}";
      gaugeSums.merge("bridge_media_pictures" + labels, (double) told.getOpaque(cell), Double::sum);
    }
    gaugeSums.merge("bridge_media_pictures_paused", (double) told.getOpaque(PAUSED), Double::sum);
  }
}
