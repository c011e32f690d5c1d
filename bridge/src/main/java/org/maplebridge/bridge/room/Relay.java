package org.maplebridge.bridge.room;

import org.maplebridge.bridge.rtp.PooledPacket;

/** Where the packets of a source go on to beside its receivers on one loop. */
@FunctionalInterface
interface Relay {

  /** Nowhere. */
  Relay NONE = packet -> {};

  /** A packet in its order; retain what is kept. */
  void pass(PooledPacket packet);
}
