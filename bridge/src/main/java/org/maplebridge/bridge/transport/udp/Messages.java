package org.maplebridge.bridge.transport.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of {@code struct mmsghdr} with what each points to: an address, buffers and a control
 * message.
 *
 * <pre>
 * mmsghdr:  0 name*  8 namelen  16 iov*  24 iovlen  32 control*  40 controllen  48 flags  56 len
 * iovec:    0 base*  8 len
 * cmsghdr:  0 len    8 level   12 type   16 data
 * </pre>
 */
final class Messages {

  private static final int HEADER_BYTES = 64;
  private static final int NAME_LENGTH = 8;
  private static final int BUFFERS = 16;
  private static final int BUFFER_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int LENGTH = 56;

  private static final int BUFFER_BYTES = 16;
  private static final int CONTROL_BYTES = 24;
  private static final int CONTROL_USED = 18;

  private final MemorySegment headers;
  private final MemorySegment buffers;
  private final MemorySegment names;
  private final MemorySegment controls;
  private final int nameBytes;

  /**
   * @param count messages
   * @param bufferCount buffers of all messages together
   * @param nameBytes of one address
   */
  Messages(int count, int bufferCount, int nameBytes) {
    Arena arena = Arena.ofAuto();
    this.nameBytes = nameBytes;
    headers = arena.allocate((long) count * HEADER_BYTES, Long.BYTES);
    buffers = arena.allocate((long) bufferCount * BUFFER_BYTES, Long.BYTES);
    names = arena.allocate((long) count * Sockaddr.STRIDE, Long.BYTES);
    controls = arena.allocate((long) count * CONTROL_BYTES, Long.BYTES);
    for (int i = 0; i < count; i++) {
      headers.set(ADDRESS, header(i), names.asSlice((long) i * Sockaddr.STRIDE));
      headers.set(JAVA_INT, header(i) + NAME_LENGTH, nameBytes);
      control(i);
    }
  }

  private void control(int i) {
    long at = (long) i * CONTROL_BYTES;
    controls.set(JAVA_LONG, at, CONTROL_USED);
    controls.set(JAVA_INT, at + 8, LinuxCalls.SOL_UDP);
    controls.set(JAVA_INT, at + 12, LinuxCalls.UDP_SEGMENT);
    headers.set(ADDRESS, header(i) + CONTROL, controls.asSlice(at));
  }

  /** The array, from a message on. */
  MemorySegment from(int i) {
    return i == 0 ? headers : headers.asSlice(header(i));
  }

  /** All addresses; those of message i from {@code i *} {@link Sockaddr#STRIDE} on. */
  MemorySegment names() {
    return names;
  }

  /** Points a buffer at memory. */
  void buffer(int buffer, long address, long length) {
    long at = (long) buffer * BUFFER_BYTES;
    buffers.set(JAVA_LONG, at, address);
    buffers.set(JAVA_LONG, at + 8, length);
  }

  /**
   * Makes a message of buffers.
   *
   * @param segment bytes of each datagram but the last, which may be shorter; 0 for one datagram
   */
  void message(int i, int firstBuffer, int count, int segment) {
    long at = header(i);
    headers.set(JAVA_LONG, at + BUFFERS, buffers.address() + (long) firstBuffer * BUFFER_BYTES);
    headers.set(JAVA_LONG, at + BUFFER_COUNT, count);
    headers.set(JAVA_LONG, at + CONTROL_LENGTH, segment == 0 ? 0 : CONTROL_BYTES);
    controls.set(JAVA_SHORT, (long) i * CONTROL_BYTES + 16, (short) segment);
  }

  /** How many bytes of message i were received. */
  int length(int i) {
    return headers.get(JAVA_INT, header(i) + LENGTH);
  }

  /** Makes message i ready to receive: the kernel overwrites the length of the address. */
  void reset(int i) {
    headers.set(JAVA_INT, header(i) + NAME_LENGTH, nameBytes);
  }

  private static long header(int i) {
    return (long) i * HEADER_BYTES;
  }
}
