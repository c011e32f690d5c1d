package org.maplebridge.bridge.transport.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * {@code struct sockaddr_in} and {@code sockaddr_in6}: family, port, then the address, in IPv6
 * behind the flow information.
 */
final class Sockaddr {

  /** Bytes from one to the next where several stand in a row. */
  static final int STRIDE = 32;

  private static final int IPV4_BYTES = 16;
  private static final int IPV6_BYTES = 28;
  private static final int PORT = 2;
  private static final int IPV4_ADDRESS = 4;
  private static final int IPV6_ADDRESS = 8;
  private static final ValueLayout.OfShort NETWORK_SHORT =
      JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private Sockaddr() {}

  static int family(InetAddress address) {
    return address instanceof Inet6Address ? LinuxCalls.AF_INET6 : LinuxCalls.AF_INET;
  }

  static int bytes(int family) {
    return family == LinuxCalls.AF_INET6 ? IPV6_BYTES : IPV4_BYTES;
  }

  /** Writes an address of the family. */
  static void write(MemorySegment to, long at, int family, InetSocketAddress address) {
    byte[] literal = address.getAddress().getAddress();
    int offset = family == LinuxCalls.AF_INET6 ? IPV6_ADDRESS : IPV4_ADDRESS;
    to.asSlice(at, bytes(family)).fill((byte) 0);
    to.set(JAVA_SHORT, at, (short) family);
    to.set(NETWORK_SHORT, at + PORT, (short) address.getPort());
    MemorySegment.copy(literal, 0, to, JAVA_BYTE, at + offset, literal.length);
  }

  static InetSocketAddress read(MemorySegment from, long at, int family) {
    boolean ipv6 = family == LinuxCalls.AF_INET6;
    byte[] literal = new byte[ipv6 ? 16 : 4];
    long offset = at + (ipv6 ? IPV6_ADDRESS : IPV4_ADDRESS);
    MemorySegment.copy(from, JAVA_BYTE, offset, literal, 0, literal.length);
    try {
      int port = from.get(NETWORK_SHORT, at + PORT) & 0xFFFF;
      return new InetSocketAddress(InetAddress.getByAddress(literal), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("of " + literal.length + " bytes", e);
    }
  }

  /** Port and address mixed, the same for the same. */
  static int hash(MemorySegment of, long at, int family) {
    long mixed = of.get(JAVA_LONG_UNALIGNED, at);
    if (family == LinuxCalls.AF_INET6) {
      mixed ^= of.get(JAVA_LONG_UNALIGNED, at + IPV6_ADDRESS) * 31;
      mixed ^= of.get(JAVA_LONG_UNALIGNED, at + IPV6_ADDRESS + Long.BYTES) * 37;
    }
    mixed *= 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 32);
  }

  static boolean same(MemorySegment a, long atA, MemorySegment b, long atB, int family) {
    return a.get(JAVA_LONG_UNALIGNED, atA) == b.get(JAVA_LONG_UNALIGNED, atB)
        && (family == LinuxCalls.AF_INET || sameRest(a, atA, b, atB));
  }

  private static boolean sameRest(MemorySegment a, long atA, MemorySegment b, long atB) {
    return a.get(JAVA_LONG_UNALIGNED, atA + 8) == b.get(JAVA_LONG_UNALIGNED, atB + 8)
        && a.get(JAVA_LONG_UNALIGNED, atA + 16) == b.get(JAVA_LONG_UNALIGNED, atB + 16)
        && a.get(JAVA_INT, atA + 24) == b.get(JAVA_INT, atB + 24);
  }
}
