package org.maplebridge.bench.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bench.client.MediaPath;

/**
 * A bad network between one participant and the server: every connection of the participant goes
 * through the same two links, as the connections of one phone do. One thread reads all sockets and
 * sends what is due.
 */
final class Relay implements MediaPath, AutoCloseable {
  private static final Pattern CANDIDATE =
      Pattern.compile("a=candidate:\\S+ 1 udp \\d+ (\\d+\\.\\d+\\.\\d+\\.\\d+) (\\d+) typ host.*");
  private static final int MAX_DATAGRAM = 2048;
  private static final long IDLE_MILLIS = 20;

  private final Link up;
  private final Link down;
  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Datagram> waiting = new PriorityQueue<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);
  private long count;
  private volatile boolean running = true;

  Relay(LinkProfile up, LinkProfile down, long seed) throws IOException {
    this.up = new Link(up, seed);
    this.down = new Link(down, ~seed);
    selector = Selector.open();
    thread = Thread.ofPlatform().name("relay").daemon().start(this::run);
  }

  /** Until now everything passed; from now on the profiles' times count. */
  void start() {
    tasks.add(
        () -> {
          long now = System.nanoTime();
          up.start(now);
          down.start(now);
        });
  }

  @Override
  public String through(String sdp) {
    List<String> lines = new ArrayList<>();
    boolean placed = false;
    for (String line : sdp.lines().toList()) {
      Matcher candidate = CANDIDATE.matcher(line);
      if (!line.startsWith("a=candidate:")) {
        lines.add(line);
      } else if (!placed && candidate.matches()) {
        placed = true;
        int port =
            open(new InetSocketAddress(candidate.group(1), Integer.parseInt(candidate.group(2))));
        lines.add("a=candidate:1 1 udp 2130706431 127.0.0.1 " + port + " typ host");
      }
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  /** Opens a way to the server; answers the port to send to. */
  private int open(InetSocketAddress server) {
    try {
      DatagramChannel clientSide = bound();
      DatagramChannel serverSide = bound();
      int port = ((InetSocketAddress) clientSide.getLocalAddress()).getPort();
      tasks.add(() -> register(new Way(clientSide, serverSide, server)));
      selector.wakeup();
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatagramChannel bound() throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    channel.configureBlocking(false);
    return channel;
  }

  private void register(Way way) {
    try {
      way.clientSide.register(selector, SelectionKey.OP_READ, (Reader) () -> readClient(way));
      way.serverSide.register(selector, SelectionKey.OP_READ, (Reader) () -> readServer(way));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() {
    try {
      while (running) {
        selector.select(millisToNext());
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          ((Reader) key.attachment()).read();
        }
        selector.selectedKeys().clear();
        sendDue();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long millisToNext() {
    Datagram next = waiting.peek();
    return next == null
        ? IDLE_MILLIS
        : Math.clamp((next.dueNanos - System.nanoTime()) / 1_000_000, 1, IDLE_MILLIS);
  }

  private void readClient(Way way) throws IOException {
    for (SocketAddress from = receive(way.clientSide);
        from != null;
        from = receive(way.clientSide)) {
      way.client = from;
      pass(up, way.serverSide, way.server);
    }
  }

  private void readServer(Way way) throws IOException {
    while (receive(way.serverSide) != null) {
      if (way.client != null) {
        pass(down, way.clientSide, way.client);
      }
    }
  }

  private @Nullable SocketAddress receive(DatagramChannel channel) throws IOException {
    buffer.clear();
    SocketAddress from = channel.receive(buffer);
    buffer.flip();
    return from;
  }

  private void pass(Link link, DatagramChannel out, SocketAddress to) {
    long due = link.pass(buffer.remaining(), System.nanoTime());
    if (due != Link.LOST) {
      ByteBuffer bytes = ByteBuffer.allocate(buffer.remaining());
      bytes.put(buffer).flip();
      waiting.add(new Datagram(due, count++, bytes, out, to));
    }
  }

  private void sendDue() throws IOException {
    long now = System.nanoTime();
    for (Datagram next = waiting.peek();
        next != null && next.dueNanos <= now;
        next = waiting.peek()) {
      waiting.remove();
      next.out.send(next.bytes, next.to);
    }
  }

  @Override
  public void close() throws IOException {
    running = false;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /** Reads a socket until it is empty. */
  @FunctionalInterface
  private interface Reader {
    void read() throws IOException;
  }

  /** One connection: a socket the participant sends to, and one that speaks for it. */
  private static final class Way {
    final DatagramChannel clientSide;
    final DatagramChannel serverSide;
    final SocketAddress server;
    @Nullable SocketAddress client;

    Way(DatagramChannel clientSide, DatagramChannel serverSide, SocketAddress server) {
      this.clientSide = clientSide;
      this.serverSide = serverSide;
      this.server = server;
    }
  }

  /** A packet under way, in the order of its arrival. */
  private record Datagram(
      long dueNanos, long number, ByteBuffer bytes, DatagramChannel out, SocketAddress to)
      implements Comparable<Datagram> {

    @Override
    public int compareTo(Datagram other) {
      int byTime = Long.compare(dueNanos, other.dueNanos);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }
}
