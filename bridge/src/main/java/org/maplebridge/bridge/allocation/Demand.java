package org.maplebridge.bridge.allocation;

import java.util.List;

/**
 * One picture a receiver might get.
 *
 * @param rank 0 for whoever speaks, then less urgent; ties keep their order
 * @param looked whether the receiver looks at it
 * @param maxEncoding the largest encoding that makes a difference at the size it is shown
 * @param layers what can be had now, worst first; empty while nothing comes from the sender
 * @param current index into {@code layers} of what is sent now, or {@link Allocation#PAUSED}
 */
public record Demand(int rank, boolean looked, int maxEncoding, List<Layer> layers, int current) {

  public Demand {
    layers = List.copyOf(layers);
  }

  /** Whether to send a layer, or nothing, instead of the current one costs a key frame. */
  public boolean needsKeyFrame(int layer) {
    return layer == Allocation.PAUSED
        || current == Allocation.PAUSED
        || layers.get(layer).encoding() != layers.get(current).encoding();
  }
}
