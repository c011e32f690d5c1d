package org.maplebridge.bridge.transport.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Datagrams that leave together. Those to one address become one message where their sizes allow
 * it: the kernel then goes the way to the network card once for all of them and cuts it up there
 * (UDP segmentation offload). Between addresses the order is that of their first datagram. Loop
 * only.
 */
final class SendBurst {

  private static final int DATAGRAMS = 1024;
  private static final int BYTES = 1 << 20;

  /**
   * More do not wait for the end of a burst. A system call for so many costs next to nothing for
   * each, and what was just encrypted is still in the processor's cache when the kernel copies it.
   */
  private static final int WORTH_BYTES = 128 << 10;

  private static final int WORTH_DATAGRAMS = DATAGRAMS / 2;

  /** UDP_MAX_SEGMENTS of the kernels that began with it. */
  private static final int MAX_SEGMENTS = 64;

  /** Payload of a datagram before it is cut up; 16 bits of length less the headers. */
  private static final int MAX_MESSAGE_BYTES = 65_000;

  private final MemorySegment data = Arena.ofAuto().allocate(BYTES, Long.BYTES);
  private final int[] offsets = new int[DATAGRAMS];
  private final int[] lengths = new int[DATAGRAMS];
  private final int[] next = new int[DATAGRAMS];
  private final Target[] targets = new Target[DATAGRAMS];
  private int datagrams;
  private int targetCount;
  private int used;

  // What the datagrams were made into
  private final Messages messages;
  private final Messages single;
  private final Target[] messageTarget = new Target[DATAGRAMS];
  private final int[] firstBuffer = new int[DATAGRAMS + 1];
  private final int[] bufferDatagram = new int[DATAGRAMS];
  private int made;
  private int left;

  SendBurst(int nameBytes) {
    messages = new Messages(DATAGRAMS, DATAGRAMS, nameBytes);
    single = new Messages(1, 1, nameBytes);
  }

  boolean isEmpty() {
    return datagrams == 0;
  }

  /** Whether so much is there that it should leave before more is added. */
  boolean isWorthLeaving() {
    return used >= WORTH_BYTES || datagrams >= WORTH_DATAGRAMS;
  }

  /**
   * Copies a datagram in and seals it there.
   *
   * @return as {@link UdpSocket#send}
   */
  int add(byte[] from, int offset, int length, Target target, DatagramSealer sealer) {
    if (datagrams == DATAGRAMS || used + length + DatagramSealer.TAIL_ROOM > BYTES) {
      return UdpSocket.FULL;
    }
    MemorySegment.copy(from, offset, data, JAVA_BYTE, used, length);
    int sealed = sealer.seal(data, used, length);
    if (sealed < 0) {
      return UdpSocket.UNSEALED;
    }
    chain(target, sealed);
    return sealed;
  }

  private void chain(Target target, int length) {
    int added = datagrams++;
    offsets[added] = used;
    lengths[added] = length;
    next[added] = Target.NONE;
    used += length;
    if (target.first == Target.NONE) {
      target.first = added;
      targets[targetCount++] = target;
    } else {
      next[target.last] = added;
    }
    target.last = added;
  }

  /** Makes messages of the datagrams. Nothing is added any more until {@link #leave} is through. */
  void make() {
    int buffer = 0;
    for (int i = 0; i < targetCount; i++) {
      Target target = targets[i];
      for (int d = target.first; d != Target.NONE; ) {
        int first = buffer;
        int segment = lengths[d];
        int bytes = 0;
        int length;
        do {
          length = lengths[d];
          bytes += length;
          messages.buffer(buffer, data.address() + offsets[d], length);
          bufferDatagram[buffer++] = d;
          d = next[d];
        } while (d != Target.NONE
            && target.segmentable
            && length == segment
            && lengths[d] <= segment
            && bytes + lengths[d] <= MAX_MESSAGE_BYTES
            && buffer - first < MAX_SEGMENTS);
        message(target, first, buffer - first, segment);
      }
      target.first = Target.NONE;
    }
  }

  private void message(Target target, int first, int count, int segment) {
    target.writeTo(messages.names(), (long) made * Sockaddr.STRIDE);
    messages.message(made, first, count, count == 1 ? 0 : segment);
    messageTarget[made] = target;
    firstBuffer[made++] = first;
    firstBuffer[made] = first + count;
  }

  /**
   * Sends what was made.
   *
   * @return false when the socket has no room: to be called again when it has
   */
  boolean leave(LinuxCalls calls, int socket, DatagramHandler told) {
    while (left < made) {
      int sent = calls.send(socket, messages.from(left), made - left);
      if (sent > 0) {
        left += sent;
      } else if (calls.errno() == LinuxCalls.EAGAIN) {
        told.onRefused(SendRefusal.WOULD_BLOCK);
        return false;
      } else if (calls.errno() != LinuxCalls.EINTR) {
        refused(calls, socket, told);
        left++;
      }
    }
    clear();
    return true;
  }

  /** What cannot be cut up leaves uncut; what cannot even then is lost, like any datagram. */
  private void refused(LinuxCalls calls, int socket, DatagramHandler told) {
    int first = firstBuffer[left];
    int end = firstBuffer[left + 1];
    if (end - first == 1) {
      told.onRefused(SendRefusal.of(calls.errno()));
      return;
    }
    messageTarget[left].segmentable = false;
    messageTarget[left].writeTo(single.names(), 0);
    single.message(0, 0, 1, 0);
    for (int buffer = first; buffer < end; buffer++) {
      int d = bufferDatagram[buffer];
      single.buffer(0, data.address() + offsets[d], lengths[d]);
      if (calls.send(socket, single.from(0), 1) < 0) {
        told.onRefused(SendRefusal.of(calls.errno()));
      }
    }
  }

  private void clear() {
    datagrams = 0;
    targetCount = 0;
    used = 0;
    made = 0;
    left = 0;
  }
}
