package org.maplebridge.bridge.transport.udp;

import java.lang.foreign.MemorySegment;

/** Protects a datagram where it lies, on its way out. Loop only. */
@FunctionalInterface
public interface DatagramSealer {

  /** Leaves it as it is. */
  DatagramSealer NONE = (data, offset, length) -> length;

  /** Free bytes behind the datagram. */
  int TAIL_ROOM = 20;

  /**
   * Changes it in place.
   *
   * @return its new length, or -1 when it must not leave
   */
  int seal(MemorySegment data, long offset, int length);
}
