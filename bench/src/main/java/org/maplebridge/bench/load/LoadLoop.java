package org.maplebridge.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import org.maplebridge.bridge.transport.dtls.DtlsIdentity;
import org.maplebridge.bridge.transport.srtp.SrtpProfile;

/** The one thread of the generator: waits for packets, lines and the next millisecond. */
final class LoadLoop {
  private static final long TICK_NANOS = 1_000_000;
  private static final int MAILBOX = 4096;

  private final PrintStream out;
  private final List<SrtpProfile> offered;
  private final DtlsIdentity identity;
  private final Selector selector;
  private final Latencies latencies = new Latencies();
  private final Map<Integer, LoadPeer> peers = new TreeMap<>();
  private final LoadCounts ended = new LoadCounts();

  /** From the reader of lines and the threads of handshakes. */
  private final Queue<Runnable> mailbox = new ArrayBlockingQueue<>(MAILBOX);

  private volatile boolean over;

  LoadLoop(PrintStream out, List<SrtpProfile> offered) throws IOException {
    this.out = out;
    this.offered = offered;
    identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
    selector = Selector.open();
  }

  Selector selector() {
    return selector;
  }

  DtlsIdentity identity() {
    return identity;
  }

  List<SrtpProfile> offered() {
    return offered;
  }

  Latencies latencies() {
    return latencies;
  }

  /** Runs a task on the thread of the loop. Any thread. */
  void post(Runnable task) {
    if (!mailbox.offer(task)) {
      throw new IllegalStateException("the load generator is behind");
    }
    selector.wakeup();
  }

  synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Plays until the input ends. */
  void run(InputStream input) throws IOException {
    Thread.ofPlatform().name("lines").daemon().start(() -> read(input));
    long nextTick = System.nanoTime();
    while (!over) {
      selector.select(1);
      for (SelectionKey key : selector.selectedKeys()) {
        ((LoadPeer) key.attachment()).read();
      }
      selector.selectedKeys().clear();
      for (Runnable task = mailbox.poll(); task != null; task = mailbox.poll()) {
        task.run();
      }
      long now = System.nanoTime();
      if (now >= nextTick) {
        nextTick = now + TICK_NANOS;
        for (LoadPeer peer : peers.values()) {
          peer.tick(now);
        }
      }
    }
  }

  private void read(InputStream input) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        post(() -> obey(words));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      over = true;
      selector.wakeup();
    }
  }

  private void obey(String[] words) {
    switch (words[0]) {
      case "new" -> add(Integer.parseInt(words[1]));
      case "track" -> peer(words).track(words);
      case "opt" -> peer(words).option(words);
      case "start" -> peer(words).start(words);
      case "end" -> end(Integer.parseInt(words[1]));
      case "received" -> say("RECEIVED " + words[1] + " " + peer(words).counts().receivedPackets());
      case "resetlat" -> latencies.reset();
      case "stats" -> say("STATS " + stats());
      default -> say("ERR unknown " + words[0]);
    }
  }

  private void add(int id) {
    try {
      LoadPeer peer = new LoadPeer(this, id);
      peers.put(id, peer);
      say(
          "NEW %d %s %s %d %s"
              .formatted(
                  id, peer.ufrag(), peer.password(), peer.port(), identity.fingerprint().value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(int id) {
    LoadPeer peer = peers.remove(id);
    if (peer != null) {
      ended.add(peer.counts());
      peer.close();
    }
  }

  private LoadPeer peer(String[] words) {
    return Objects.requireNonNull(peers.get(Integer.parseInt(words[1])), "no such peer");
  }

  private String stats() {
    LoadCounts all = new LoadCounts();
    all.add(ended);
    peers.values().forEach(peer -> all.add(peer.counts()));
    long cpu =
        ProcessHandle.current().info().totalCpuDuration().map(d -> d.toNanos() / 1000).orElse(0L);
    return String.format(
        Locale.ROOT,
        "{\"t\":%d,\"rtp_rx\":%d,\"bytes_rx\":%d,\"rtp_tx\":%d,\"exp\":%d,\"rcv\":%d,"
            + "\"dec_fail\":%d,\"cpu_us\":%d,\"p50_us\":%d,\"p99_us\":%d}",
        System.nanoTime() / 1000,
        all.receivedPackets(),
        all.bytesReceived(),
        all.sentPackets(),
        all.expected(),
        all.arrived(),
        all.undecryptablePackets(),
        cpu,
        latencies.micros(0.5),
        latencies.micros(0.99));
  }
}
