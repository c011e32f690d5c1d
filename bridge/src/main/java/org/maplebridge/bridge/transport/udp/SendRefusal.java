package org.maplebridge.bridge.transport.udp;

/**
 * Why the kernel did not take datagrams. What an ICMP message says of one peer is not among it: a
 * socket that serves many peers is not told (ip(7), IP_RECVERR), or one peer's failure would be
 * reported at another's datagram.
 */
public enum SendRefusal {
  /** The socket's buffer is full (EAGAIN): they wait. */
  WOULD_BLOCK,
  /** No memory for them, or the network card's queue is full (ENOBUFS, ENOMEM). */
  NO_BUFFERS,
  /** No way to that address (ENETUNREACH, EHOSTUNREACH, ENETDOWN). */
  UNREACHABLE,
  /** Larger than the way carries (EMSGSIZE). */
  TOO_LARGE,
  /** Forbidden by the firewall or for that kind of address (EPERM, EACCES). */
  NOT_PERMITTED,
  OTHER;

  private static final int EPERM = 1;
  private static final int ENOMEM = 12;
  private static final int EACCES = 13;
  private static final int EMSGSIZE = 90;
  private static final int ENETDOWN = 100;
  private static final int ENETUNREACH = 101;
  private static final int ENOBUFS = 105;
  private static final int EHOSTUNREACH = 113;

  /** By the number Linux has for it (errno(3)). */
  static SendRefusal of(int errno) {
    return switch (errno) {
      case LinuxCalls.EAGAIN -> WOULD_BLOCK;
      case ENOBUFS, ENOMEM -> NO_BUFFERS;
      case ENETUNREACH, EHOSTUNREACH, ENETDOWN -> UNREACHABLE;
      case EMSGSIZE -> TOO_LARGE;
      case EPERM, EACCES -> NOT_PERMITTED;
      default -> OTHER;
    };
  }
}
