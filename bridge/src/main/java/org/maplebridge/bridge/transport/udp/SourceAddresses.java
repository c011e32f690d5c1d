package org.maplebridge.bridge.transport.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Addresses datagrams came from lately, so that the next from one of them needs no new object. A
 * newer address takes the place of an older one, so strangers cannot fill memory. Loop only.
 */
final class SourceAddresses {

  private static final int PLACES = 8192;

  private final int family;
  private final MemorySegment raw =
      Arena.ofAuto().allocate((long) PLACES * Sockaddr.STRIDE, Long.BYTES);
  private final @Nullable InetSocketAddress[] addresses = new InetSocketAddress[PLACES];

  SourceAddresses(int family) {
    this.family = family;
  }

  /** The address the kernel wrote there. */
  InetSocketAddress resolve(MemorySegment names, long at) {
    int place = Sockaddr.hash(names, at, family) & (PLACES - 1);
    long kept = (long) place * Sockaddr.STRIDE;
    InetSocketAddress known = addresses[place];
    if (known != null && Sockaddr.same(names, at, raw, kept, family)) {
      return known;
    }
    InetSocketAddress fresh = Sockaddr.read(names, at, family);
    MemorySegment.copy(names, at, raw, kept, Sockaddr.bytes(family));
    addresses[place] = fresh;
    return fresh;
  }
}
