package org.maplebridge.bridge.room;

import java.util.Arrays;

/**
 * The sources with packets of the burst at hand. They are forwarded at its end, receiver by
 * receiver: what belongs to one receiver is then in the processor's cache once for all of them, and
 * they leave as segments of one datagram. Loop only.
 */
final class ForwardQueue {

  private RoutedSource[] sources = new RoutedSource[64];
  private int count;

  /** Adds a source that has packets and is not in the queue. */
  void add(RoutedSource source) {
    if (count == sources.length) {
      sources = Arrays.copyOf(sources, 2 * count);
    }
    sources[count++] = source;
  }

  /** At the end of the burst. */
  void forward() {
    for (int i = 0; i < count; i++) {
      sources[i].forward();
    }
    count = 0;
  }
}
