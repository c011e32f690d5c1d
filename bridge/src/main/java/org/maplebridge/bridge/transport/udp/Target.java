package org.maplebridge.bridge.transport.udp;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/** Where datagrams go, in the kernel's form, and those of the burst that go there. Loop only. */
final class Target implements Destination {

  static final int NONE = -1;

  private final InetSocketAddress address;

  private final long[] sockaddr = new long[Sockaddr.STRIDE / Long.BYTES];

  /** First and last datagram in the {@link SendBurst}; {@link #NONE} without any. */
  int first = NONE;

  int last = NONE;

  /** Whether datagrams to it may leave as segments of one; not on every path the kernel can. */
  boolean segmentable = true;

  Target(int family, InetSocketAddress address) {
    this.address = address;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment written = arena.allocate(Sockaddr.STRIDE, Long.BYTES);
      Sockaddr.write(written, 0, family, address);
      for (int i = 0; i < sockaddr.length; i++) {
        sockaddr[i] = written.getAtIndex(JAVA_LONG, i);
      }
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  void writeTo(MemorySegment names, long at) {
    for (int i = 0; i < sockaddr.length; i++) {
      names.set(JAVA_LONG, at + (long) i * Long.BYTES, sockaddr[i]);
    }
  }
}
