package org.maplebridge.bridge.transport;

import org.maplebridge.bridge.loop.MediaLoop;

/**
 * All media connections of one loop, over the one UDP port it owns and the TCP connections handed
 * to it.
 */
public interface TransportHub extends AutoCloseable {

  /** The loop every connection of this hub lives on. */
  MediaLoop loop();

  /** The UDP port connections of this loop are reached at. */
  int port();

  /**
   * Makes a connection that waits for the peer. It closes itself with {@code CONNECT_TIMEOUT} when
   * the peer does not come up in time. Loop only.
   *
   * @param id the endpoint it belongs to, for logs
   */
  Transport create(String id, TransportListener listener);

  /** What happened on this port, by reason. Any thread. */
  TransportCounters counters();

  /** Closes the connections, the port and the loop. Any thread but the loop's. Idempotent. */
  @Override
  void close();
}
