package org.maplebridge.bridge.metrics;

import java.util.Locale;

/** What the media path of a loop measures at the moment. */
public enum MediaGauge {
  ROOMS,
  /** Parts of rooms on another loop than their home. */
  ANNEXES,
  ENDPOINTS,
  SOURCES,
  SUBSCRIPTIONS,
  /** Packets held by histories and subscribers. */
  PACKETS_RETAINED,
  /** On the way to another loop at most at the end of a burst, in the last second. */
  PIPE_MOST_WAITING,
  /** How late the loop's tick came at worst in the last second. */
  LOOP_LAG_MICROS,
  /** CPU time the loop's thread used in the last second, in thousandths of a core. */
  LOOP_BUSY_PERMILLE;

  /** The Prometheus name, such as {@code bridge_media_rooms}. */
  public String metric() {
    return "bridge_media_" + name().toLowerCase(Locale.ROOT);
  }
}
