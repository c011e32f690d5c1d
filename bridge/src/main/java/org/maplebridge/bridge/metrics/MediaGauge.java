package org.maplebridge.bridge.metrics;

import java.util.Locale;

/** What the media path of a loop measures at the moment. */
public enum MediaGauge {
  ROOMS,
  ENDPOINTS,
  SOURCES,
  SUBSCRIPTIONS,
  /** Packets held by histories and subscribers. */
  PACKETS_RETAINED,
  /** How late the loop's tick came at worst in the last second. */
  LOOP_LAG_MICROS,
  /** CPU time the loop's thread used in the last second, in thousandths of a core. */
  LOOP_BUSY_PERMILLE;

  /** The Prometheus name, such as {@code bridge_media_rooms}. */
  public String metric() {
    return "bridge_media_" + name().toLowerCase(Locale.ROOT);
  }
}
