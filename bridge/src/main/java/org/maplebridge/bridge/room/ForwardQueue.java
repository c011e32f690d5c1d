package org.maplebridge.bridge.room;

import java.util.Arrays;

/**
 * The sources with packets to be forwarded, at the end of the burst or when the picture they are of
 * is complete. They are forwarded receiver by receiver: what belongs to one receiver is then in the
 * processor's cache once for all of them, and they leave as segments of one datagram. Loop only.
 */
final class ForwardQueue {

  private FanOut[] sources = new FanOut[64];
  private int count;

  /** Adds a source that is not in the queue. */
  void add(FanOut source) {
    if (count == sources.length) {
      sources = Arrays.copyOf(sources, 2 * count);
    }
    sources[count++] = source;
  }

  /** Passes on to other loops what is about to be forwarded. */
  void relay(long now) {
    for (int i = 0; i < count; i++) {
      if (!sources[i].awaitsMore(now)) {
        sources[i].relay();
      }
    }
  }

  /** At the end of each burst; the room's tick makes one every 10 ms. */
  void forward(long now) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      FanOut source = sources[i];
      if (source.awaitsMore(now)) {
        sources[kept++] = source;
      } else {
        source.leaveQueue(now);
      }
    }
    count = kept;
  }
}
