package org.maplebridge.bridge.transport.dtls;

import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * The crossing between the loop, which reads datagrams, and the session's thread, which waits for
 * them: a bounded queue. What does not fit is lost like any datagram and comes again.
 */
final class DtlsDatagrams implements DatagramTransport {

  static final int QUEUE_CAPACITY = 64;

  /** Leaves room for IP, UDP and tunnels on every path (RFC 8261 section 5 says 1200 for IPv6). */
  private static final int SEND_LIMIT = 1200;

  private static final int RECEIVE_LIMIT = 2048;
  private static final byte[] WAKE_UP = {};

  // Any thread
  private final ArrayBlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private volatile boolean closed;

  private final Consumer<byte[]> sender;

  DtlsDatagrams(Consumer<byte[]> sender) {
    this.sender = sender;
  }

  /** Takes a copy for the session; false when the queue is full. */
  boolean offer(byte[] data, int length) {
    return !closed && queue.offer(Arrays.copyOf(data, length));
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_LIMIT;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT;
  }

  /**
   * Waits for a datagram.
   *
   * @param waitMillis 0 for ever
   * @return its length, or -1 when none came in time
   * @throws InterruptedIOException after {@link #close()}
   */
  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis)
      throws InterruptedIOException {
    byte @Nullable [] datagram = closed ? WAKE_UP : next(waitMillis);
    if (closed) {
      throw new InterruptedIOException("closed");
    }
    if (datagram == null) {
      return -1;
    }
    int taken = Math.min(length, datagram.length);
    System.arraycopy(datagram, 0, buffer, offset, taken);
    return taken;
  }

  private byte @Nullable [] next(int waitMillis) throws InterruptedIOException {
    try {
      return waitMillis == 0 ? queue.take() : queue.poll(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    sender.accept(Arrays.copyOfRange(buffer, offset, offset + length));
  }

  /** Ends waiting, now and later. Sending stays possible, for the close_notify. */
  @Override
  public void close() {
    closed = true;
    queue.clear();
    // Fails only when somebody filled the queue meanwhile, and then nobody waits.
    boolean unused = queue.offer(WAKE_UP);
  }
}
