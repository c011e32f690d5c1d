package org.maplebridge.bridge.transport.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.Set;

/**
 * The system calls that carry many datagrams at once, recvmmsg(2) and sendmmsg(2), and those that
 * make a socket for them. Called directly, because a call of Netty's makes several objects for each
 * datagram. The numbers are those of Linux on x86-64 and AArch64. One thread at a time.
 */
final class LinuxCalls {

  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOL_SOCKET = 1;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int IPPROTO_IPV6 = 41;
  static final int IPV6_V6ONLY = 26;

  /** udp(7): the control message that names the segment size. */
  static final int SOL_UDP = 17;

  static final int UDP_SEGMENT = 103;

  /** Nothing there to read, or no room to write. */
  static final int EAGAIN = 11;

  static final int EINTR = 4;

  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final VarHandle ERRNO_VALUE =
      Linker.Option.captureStateLayout()
          .varHandle(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = call("bind", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKNAME = call("getsockname", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SETSOCKOPT =
      call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECVMMSG =
      call("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle SENDMMSG =
      call("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

  private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

  @SuppressWarnings("restricted") // The server is started with native access
  private static MethodHandle call(String name, ValueLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, arguments),
        ERRNO);
  }

  /** Whether this machine has them in the form written here. */
  static boolean areKnown() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")
        && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
  }

  /** A datagram socket that never blocks. */
  int socket(int family) throws IOException {
    try {
      int type = SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
      return checked("socket", (int) SOCKET.invokeExact(state, family, type, 0));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void bind(int socket, MemorySegment address) throws IOException {
    try {
      int length = (int) address.byteSize();
      int unused = checked("bind", (int) BIND.invokeExact(state, socket, address, length));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /** Writes the socket's own address. */
  void name(int socket, MemorySegment address) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
      int unused =
          checked("getsockname", (int) GETSOCKNAME.invokeExact(state, socket, address, length));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void option(int socket, int level, int name, int value) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment option = arena.allocateFrom(JAVA_INT, value);
      int unused =
          checked(
              "setsockopt",
              (int) SETSOCKOPT.invokeExact(state, socket, level, name, option, Integer.BYTES));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /**
   * Reads what is there.
   *
   * @return how many messages were filled, or -1: see {@link #errno()}
   */
  int receive(int socket, MemorySegment messages, int count) {
    try {
      return (int)
          RECVMMSG.invokeExact(state, socket, messages, count, MSG_DONTWAIT, MemorySegment.NULL);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Sends messages.
   *
   * @return how many left, or -1 when not even the first did: see {@link #errno()}
   */
  int send(int socket, MemorySegment messages, int count) {
    try {
      return (int) SENDMMSG.invokeExact(state, socket, messages, count, MSG_DONTWAIT);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why the last call returned -1. */
  int errno() {
    return (int) ERRNO_VALUE.get(state, 0L);
  }

  private int checked(String name, int result) throws IOException {
    if (result < 0) {
      throw new IOException(name + " failed with errno " + errno());
    }
    return result;
  }

  private static IOException failure(Throwable e) {
    return e instanceof IOException known ? known : new IOException(e);
  }
}
